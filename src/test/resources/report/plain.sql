-- One query per measure, written from what the measure says and not from the catalogue: unit, kind, category, region,
-- channel, instant and worth of every counted row. S and E are the first instant of the month and of the next one.

-- received
select t.matter_unit u, t.kind k, t.category c, t.region r, t.channel h, t.registered_at a, 1 n from ticket_ticket t
where t.jurisdiction = '430500' and t.registered_at between S and E - 1 and not t.status = 'invalid' and t.parts = 0

-- receivedInAll
select t.matter_unit u, t.kind k, t.category c, t.region r, t.channel h, t.registered_at a, 1 n from ticket_ticket t
where t.jurisdiction = '430500' and t.registered_at between S and E - 1 and not t.status = 'invalid' and t.parts = 0

-- invalid
select t.matter_unit u, t.kind k, t.category c, t.region r, t.channel h, t.registered_at a, 1 n from ticket_ticket t
where t.jurisdiction = '430500' and t.registered_at between S and E - 1 and t.status = 'invalid'

-- answeredAtOnce
select t.matter_unit u, t.kind k, t.category c, t.region r, t.channel h, t.registered_at a, 1 n from ticket_ticket t
where t.jurisdiction = '430500' and t.registered_at between S and E - 1 and t.status = 'closed-instant'
and not exists (select * from ticket_dispatch d where d.ticket_no = t.ticket_no)

-- transferred
select t.matter_unit u, t.kind k, t.category c, t.region r, t.channel h, t.registered_at a, 1 n from ticket_ticket t
where t.jurisdiction = '430500' and t.registered_at between S and E - 1
and (t.merged_into <> '' or exists (select * from ticket_dispatch d where d.ticket_no = t.ticket_no))

-- settledOtherwise
select t.matter_unit u, t.kind k, t.category c, t.region r, t.channel h, t.registered_at a, 1 n from ticket_ticket t
where t.jurisdiction = '430500' and t.registered_at between S and E - 1 and t.closed_at is not null and t.parts = 0
and t.status <> 'invalid' and t.status <> 'closed-instant'
and t.merged_into is null and (select count(*) from ticket_dispatch d where d.ticket_no = t.ticket_no) = 0

-- undecided
select t.matter_unit u, t.kind k, t.category c, t.region r, t.channel h, t.registered_at a, 1 n from ticket_ticket t
where t.jurisdiction = '430500' and t.registered_at between S and E - 1 and t.closed_at is null and t.parts = 0
and t.merged_into is null and (select count(*) from ticket_dispatch d where d.ticket_no = t.ticket_no) = 0

-- consults
select t.matter_unit u, t.kind k, t.category c, t.region r, t.channel h, t.registered_at a, 1 n from ticket_ticket t
where t.jurisdiction = '430500' and t.registered_at between S and E - 1 and t.kind in ('consult') and t.status not in ('invalid') and t.parts = 0

-- complaints
select t.matter_unit u, t.kind k, t.category c, t.region r, t.channel h, t.registered_at a, 1 n from ticket_ticket t
where t.jurisdiction = '430500' and t.registered_at between S and E - 1 and t.kind in ('complaint') and t.status not in ('invalid') and t.parts = 0

-- consultsAnsweredAtOnce
select t.matter_unit u, t.kind k, t.category c, t.region r, t.channel h, t.registered_at a, 1 n from ticket_ticket t
where t.jurisdiction = '430500' and t.registered_at between S and E - 1 and t.kind = 'consult' and t.status = 'closed-instant'

-- overdueConsults
select t.matter_unit u, t.kind k, t.category c, t.region r, t.channel h, t.registered_at a, 1 n from ticket_ticket t
where t.jurisdiction = '430500' and t.registered_at between S and E - 1 and t.kind = 'consult' and t.exclusion is null
and (select count(*) from ticket_dispatch d where d.ticket_no = t.ticket_no and d.role <> 'guide' and d.overdue_at is not null) > 0

-- overdueComplaints
select t.matter_unit u, t.kind k, t.category c, t.region r, t.channel h, t.registered_at a, 1 n from ticket_ticket t
where t.jurisdiction = '430500' and t.registered_at between S and E - 1 and t.kind = 'complaint' and t.exclusion is null
and (select count(*) from ticket_dispatch d where d.ticket_no = t.ticket_no and d.role <> 'guide' and d.overdue_at is not null) > 0

-- assigned
select case when d.dispatched_unit is null then d.unit else d.dispatched_unit end u, t.kind k, t.category c, t.region r, t.channel h,
d.dispatched_at a, 1 n from ticket_ticket t, ticket_dispatch d where t.ticket_no = d.ticket_no and t.jurisdiction = '430500'
and d.dispatched_at between S and E - 1 and not d.role = 'guide' and not d.rework
union all select 'hotline-centre', t.kind, t.category, t.region, t.channel, t.registered_at, 1 from ticket_ticket t
where t.jurisdiction = '430500' and t.registered_at between S and E - 1 and t.status = 'closed-instant'

-- volume
select case when d.dispatched_unit is null then d.unit else d.dispatched_unit end u, t.kind k, t.category c, t.region r, t.channel h,
d.dispatched_at a, 1 n from ticket_ticket t, ticket_dispatch d where t.ticket_no = d.ticket_no and t.jurisdiction = '430500'
and d.dispatched_at between S and E - 1 and not d.role = 'guide' and not d.rework
union all select t.matter_unit, t.kind, t.category, t.region, t.channel, t.registered_at, 1 from ticket_ticket t
where t.jurisdiction = '430500' and t.registered_at between S and E - 1 and t.status = 'closed-instant'

-- handled
select d.unit u, t.kind k, t.category c, t.region r, t.channel h, d.replied_at a, 1 n
from ticket_ticket t, ticket_dispatch d where t.ticket_no = d.ticket_no and t.jurisdiction = '430500'
and d.replied_at between S and E - 1 and not d.rework
union all select 'hotline-centre', t.kind, t.category, t.region, t.channel, t.closed_at, 1 from ticket_ticket t
where t.jurisdiction = '430500' and t.closed_at between S and E - 1 and t.status = 'closed-instant'

-- handlingMinutes
select d.unit u, t.kind k, t.category c, t.region r, t.channel h, d.replied_at a,
case when d.replied_at - d.dispatched_at > d.suspended_millis then trunc((d.replied_at - d.dispatched_at - d.suspended_millis) / 60000.0) else 0 end n
from ticket_ticket t, ticket_dispatch d where t.ticket_no = d.ticket_no and t.jurisdiction = '430500'
and d.replied_at between S and E - 1 and not d.rework
union all select 'hotline-centre', t.kind, t.category, t.region, t.channel, t.closed_at, (t.closed_at - t.registered_at) / 60000 from ticket_ticket t
where t.jurisdiction = '430500' and t.closed_at between S and E - 1 and t.status = 'closed-instant'

-- overdue
select case when d.overdue_unit is null then d.unit else d.overdue_unit end u, t.kind k, t.category c, t.region r, t.channel h,
d.overdue_at a, 1 n from ticket_ticket t, ticket_dispatch d where t.ticket_no = d.ticket_no and t.jurisdiction = '430500'
and d.overdue_at between S and E - 1 and t.exclusion is null

-- contacted
select case when d.dispatched_unit is null then d.unit else d.dispatched_unit end u, t.kind k, t.category c, t.region r, t.channel h,
d.dispatched_at a, 1 n from ticket_ticket t, ticket_dispatch d where t.ticket_no = d.ticket_no and t.jurisdiction = '430500'
and d.dispatched_at between S and E - 1 and not d.role = 'guide' and not d.rework and d.contacted_at > 0

-- contactedInTime
select case when d.dispatched_unit is null then d.unit else d.dispatched_unit end u, t.kind k, t.category c, t.region r, t.channel h,
d.dispatched_at a, 1 n from ticket_ticket t, ticket_dispatch d where t.ticket_no = d.ticket_no and t.jurisdiction = '430500'
and d.dispatched_at between S and E - 1 and not d.role = 'guide' and not d.rework and d.contacted_at - d.dispatched_at < 86400000
and d.contact_until > d.dispatched_at

-- contactOwed
select case when d.dispatched_unit is null then d.unit else d.dispatched_unit end u, t.kind k, t.category c, t.region r, t.channel h,
d.dispatched_at a, 1 n from ticket_ticket t, ticket_dispatch d where t.ticket_no = d.ticket_no and t.jurisdiction = '430500'
and d.dispatched_at between S and E - 1 and not d.role = 'guide' and not d.rework and d.contact_until > d.dispatched_at

-- reworked
select case when d.dispatched_unit is null then d.unit else d.dispatched_unit end u, t.kind k, t.category c, t.region r, t.channel h,
d.dispatched_at a, 1 n from ticket_ticket t, ticket_dispatch d where t.ticket_no = d.ticket_no and t.jurisdiction = '430500'
and d.dispatched_at between S and E - 1 and d.rework

-- closed
select case when t.dispatched_at is null then 'hotline-centre' else l.unit end u, t.kind k, t.category c, t.region r, t.channel h, t.closed_at a, 1 n
from ticket_ticket t left join (select ticket_no, round, max(unit) unit from ticket_dispatch where role = 'lead' and state = 'replied'
group by ticket_no, round) l on l.ticket_no = t.ticket_no and l.round = t.round
where t.jurisdiction = '430500' and t.closed_at between S and E - 1 and t.status <> 'invalid' and t.parts = 0

-- closedDispatched
select l.unit u, t.kind k, t.category c, t.region r, t.channel h, t.closed_at a, 1 n
from ticket_ticket t join (select ticket_no, round, max(unit) unit from ticket_dispatch where role = 'lead' and state = 'replied'
group by ticket_no, round) l on l.ticket_no = t.ticket_no and l.round = t.round
where t.jurisdiction = '430500' and t.closed_at between S and E - 1 and t.status = 'archived' and t.parts = 0 and t.exclusion is null
and (t.merged_into is null or t.ticket_no in (select ticket_no from ticket_dispatch where rework))

-- closedOnce
select l.unit u, t.kind k, t.category c, t.region r, t.channel h, t.closed_at a, 1 n
from ticket_ticket t join (select ticket_no, max(unit) unit from ticket_dispatch where role = 'lead' and state = 'replied' group by ticket_no
having max(round) = 1) l on l.ticket_no = t.ticket_no
where t.jurisdiction = '430500' and t.closed_at between S and E - 1 and t.status = 'archived' and t.exclusion is null
and t.ticket_no not in (select ticket_no from ticket_dispatch where role = 'lead' group by ticket_no having count(*) > 1) and t.merged_into is null

-- calledBack
select case when t.dispatched_at is null then 'hotline-centre' else l.unit end u, t.kind k, t.category c, t.region r, t.channel h, t.closed_at a, 1 n
from ticket_ticket t left join (select ticket_no, round, max(unit) unit from ticket_dispatch where role = 'lead' and state = 'replied'
group by ticket_no, round) l on l.ticket_no = t.ticket_no and l.round = t.round
where t.jurisdiction = '430500' and t.closed_at between S and E - 1 and t.exclusion is null and t.satisfied in (true, false)

-- evaluated
select case when t.dispatched_at is null then 'hotline-centre' else l.unit end u, t.kind k, t.category c, t.region r, t.channel h, t.closed_at a, 1 n
from ticket_ticket t left join (select ticket_no, round, max(unit) unit from ticket_dispatch where role = 'lead' and state = 'replied'
group by ticket_no, round) l on l.ticket_no = t.ticket_no and l.round = t.round
where t.jurisdiction = '430500' and t.closed_at between S and E - 1 and t.exclusion is null and t.evaluations > 0

-- defaulted
select case when t.dispatched_at is null then 'hotline-centre' else l.unit end u, t.kind k, t.category c, t.region r, t.channel h, t.closed_at a, 1 n
from ticket_ticket t left join (select ticket_no, round, max(unit) unit from ticket_dispatch where role = 'lead' and state = 'replied'
group by ticket_no, round) l on l.ticket_no = t.ticket_no and l.round = t.round
where t.jurisdiction = '430500' and t.closed_at between S and E - 1 and t.exclusion is null and t.defaulted = 1

-- satisfied, satisfiedEvaluated
select case when t.dispatched_at is null then 'hotline-centre' else l.unit end u, t.kind k, t.category c, t.region r, t.channel h, t.closed_at a, 1 n
from ticket_ticket t left join (select ticket_no, round, max(unit) unit from ticket_dispatch where role = 'lead' and state = 'replied'
group by ticket_no, round) l on l.ticket_no = t.ticket_no and l.round = t.round
where t.jurisdiction = '430500' and t.closed_at between S and E - 1 and t.exclusion is null and t.satisfied

-- dissatisfied
select case when t.dispatched_at is null then 'hotline-centre' else l.unit end u, t.kind k, t.category c, t.region r, t.channel h, t.closed_at a, 1 n
from ticket_ticket t left join (select ticket_no, round, max(unit) unit from ticket_dispatch where role = 'lead' and state = 'replied'
group by ticket_no, round) l on l.ticket_no = t.ticket_no and l.round = t.round
where t.jurisdiction = '430500' and t.closed_at between S and E - 1 and t.exclusion is null and not t.satisfied

-- solved
select case when t.dispatched_at is null then 'hotline-centre' else l.unit end u, t.kind k, t.category c, t.region r, t.channel h, t.closed_at a, 1 n
from ticket_ticket t left join (select ticket_no, round, max(unit) unit from ticket_dispatch where role = 'lead' and state = 'replied'
group by ticket_no, round) l on l.ticket_no = t.ticket_no and l.round = t.round
where t.jurisdiction = '430500' and t.closed_at between S and E - 1 and t.exclusion is null and t.solved

-- notSolved
select case when t.dispatched_at is null then 'hotline-centre' else l.unit end u, t.kind k, t.category c, t.region r, t.channel h, t.closed_at a, 1 n
from ticket_ticket t left join (select ticket_no, round, max(unit) unit from ticket_dispatch where role = 'lead' and state = 'replied'
group by ticket_no, round) l on l.ticket_no = t.ticket_no and l.round = t.round
where t.jurisdiction = '430500' and t.closed_at between S and E - 1 and t.exclusion is null and not t.solved and not t.satisfied

-- notOnceNotSolved
select l.unit u, t.kind k, t.category c, t.region r, t.channel h, t.closed_at a, 1 n
from ticket_ticket t join (select ticket_no, round, max(unit) unit from ticket_dispatch where role = 'lead' and state = 'replied'
group by ticket_no, round) l on l.ticket_no = t.ticket_no and l.round = t.round
where t.jurisdiction = '430500' and t.closed_at between S and E - 1 and t.exclusion is null and not t.solved and t.status = 'archived'
and (t.ticket_no in (select ticket_no from ticket_dispatch where role = 'lead' group by ticket_no having count(*) > 1)
or t.ticket_no in (select ticket_no from ticket_dispatch where rework))
and (t.merged_into is null or t.ticket_no in (select ticket_no from ticket_dispatch where rework))

-- excluded
select case when t.dispatched_at is null then 'hotline-centre' else l.unit end u, t.kind k, t.category c, t.region r, t.channel h, t.closed_at a, 1 n
from ticket_ticket t left join (select ticket_no, round, max(unit) unit from ticket_dispatch where role = 'lead' and state = 'replied'
group by ticket_no, round) l on l.ticket_no = t.ticket_no and l.round = t.round
where t.jurisdiction = '430500' and t.closed_at between S and E - 1 and t.exclusion <> ''

-- callbackAttempted
select case when t.dispatched_at is null then 'hotline-centre' else l.unit end u, t.kind k, t.category c, t.region r, t.channel h, t.closed_at a, 1 n
from ticket_ticket t left join (select ticket_no, round, max(unit) unit from ticket_dispatch where role = 'lead' and state = 'replied'
group by ticket_no, round) l on l.ticket_no = t.ticket_no and l.round = t.round
where t.jurisdiction = '430500' and t.closed_at between S and E - 1 and (t.survey_attempts <> 0 or t.call_attempts <> 0 or t.evaluations > 0)

-- callbackReached
select case when t.dispatched_at is null then 'hotline-centre' else l.unit end u, t.kind k, t.category c, t.region r, t.channel h, t.closed_at a, 1 n
from ticket_ticket t left join (select ticket_no, round, max(unit) unit from ticket_dispatch where role = 'lead' and state = 'replied'
group by ticket_no, round) l on l.ticket_no = t.ticket_no and l.round = t.round
where t.jurisdiction = '430500' and t.closed_at between S and E - 1 and t.call_reached + t.evaluations > 0

-- returned
select e.unit u, t.kind k, t.category c, t.region r, t.channel h, e.happened_at a, 1 n from ticket_event e, ticket_ticket t
where t.ticket_no = e.ticket_no and t.jurisdiction = '430500' and e.type = 'returnRequested' and e.happened_at between S and E - 1

-- returnsUpheld
select e.unit u, t.kind k, t.category c, t.region r, t.channel h, e.happened_at a, 1 n from ticket_event e, ticket_ticket t
where t.ticket_no = e.ticket_no and t.jurisdiction = '430500' and e.type in ('returnUpheld', 'nearestOrdered') and e.happened_at between S and E - 1
and t.ticket_no in (select ticket_no from ticket_dispatch where state = 'returned')

-- returnsRejected
select e.unit u, t.kind k, t.category c, t.region r, t.channel h, e.happened_at a, 1 n from ticket_event e, ticket_ticket t
where t.ticket_no = e.ticket_no and t.jurisdiction = '430500' and e.type = 'returnRejected' and e.happened_at between S and E - 1

-- carriedOver
select d.unit u, t.kind k, t.category c, t.region r, t.channel h, cast(null as bigint) a, 1 n from ticket_ticket t, ticket_dispatch d
where t.ticket_no = d.ticket_no and t.jurisdiction = '430500' and d.role <> 'guide' and d.dispatched_at < S and coalesce(d.ended_at, E) >= S

-- inHand
select d.unit u, t.kind k, t.category c, t.region r, t.channel h, cast(null as bigint) a, 1 n from ticket_ticket t, ticket_dispatch d
where t.ticket_no = d.ticket_no and t.jurisdiction = '430500' and d.role <> 'guide' and d.dispatched_at < E and coalesce(d.ended_at, E) >= E

-- overdueInHand
select d.unit u, t.kind k, t.category c, t.region r, t.channel h, cast(null as bigint) a, 1 n from ticket_ticket t, ticket_dispatch d
where t.ticket_no = d.ticket_no and t.jurisdiction = '430500' and d.role <> 'guide' and d.dispatched_at < E and coalesce(d.ended_at, E) >= E
and d.overdue_at <= E - 1 and t.exclusion is null

-- replyRefusals
select g.unit u, t.kind k, t.category c, t.region r, t.channel h, g.refused_at a, 1 n from handling_gate_refusal g, ticket_ticket t
where t.ticket_no = g.ticket_no and t.jurisdiction = '430500' and g.refused_at between S and E - 1

-- spotChecked
select s.unit u, t.kind k, t.category c, t.region r, t.channel h, s.checked_at a, 1 n from supervision_spot_check s, ticket_ticket t
where t.ticket_no = s.ticket_no and s.jurisdiction = '430500' and s.checked_at between S and E - 1 and s.checked_by_level in ('province', 'city')
and s.satisfied in (true, false)

-- spotDissatisfied
select s.unit u, t.kind k, t.category c, t.region r, t.channel h, s.checked_at a, 1 n from supervision_spot_check s, ticket_ticket t
where t.ticket_no = s.ticket_no and s.jurisdiction = '430500' and s.checked_at between S and E - 1 and s.checked_by_level in ('province', 'city')
and not s.satisfied

-- handledByUnits
select d.unit u, t.kind k, t.category c, t.region r, t.channel h, d.replied_at a, 1 n
from ticket_ticket t, ticket_dispatch d where t.ticket_no = d.ticket_no and t.jurisdiction = '430500'
and d.replied_at between S and E - 1 and not d.rework

-- unitMinutes
select d.unit u, t.kind k, t.category c, t.region r, t.channel h, d.replied_at a,
case when d.replied_at - d.dispatched_at > d.suspended_millis then trunc((d.replied_at - d.dispatched_at - d.suspended_millis) / 60000.0) else 0 end n
from ticket_ticket t, ticket_dispatch d where t.ticket_no = d.ticket_no and t.jurisdiction = '430500'
and d.replied_at between S and E - 1 and not d.rework
