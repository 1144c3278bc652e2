#!/usr/bin/env python3
"""Computes every limit of a simulated year from the published days and compares it with what the product stored.

Written from the domain's rules alone, sharing nothing with the product:
  python3 deadlines.py cn-statutory-days.csv calendar-changes.csv <directory with tickets.csv, dispatches.csv, events.csv, tasks.csv>
Prints how many limits of each kind were compared; exits with 1 and the differences when any differs.
"""
import csv
import re
import sys
from collections import Counter, defaultdict
from datetime import date, datetime, time, timedelta, timezone

CHINA = timezone(timedelta(hours=8))
OPENING, CLOSING = time(8, 30), time(17, 30)
ONE_DAY = timedelta(days=1)


class Calendar:
    """Monday to Friday, except for the days an order moved; later orders and local ones win."""

    def __init__(self, exceptions):
        self.exceptions = exceptions

    def worked(self, day):
        return self.exceptions.get(day, day.weekday() < 5)

    def plus_days(self, start, count):
        """The instant after the last of so many working days; the day it starts on does not count."""
        day = start.date()
        while count > 0:
            day += ONE_DAY
            count -= self.worked(day)
        return datetime.combine(day + ONE_DAY, time(), CHINA)

    def plus_hours(self, start, hours):
        left, now = timedelta(hours=hours), start
        while True:
            day = now.date()
            opening, closing = datetime.combine(day, OPENING, CHINA), datetime.combine(day, CLOSING, CHINA)
            if self.worked(day) and now < closing:
                begin = max(now, opening)
                if begin + left <= closing:
                    return begin + left
                left -= closing - begin
            now = datetime.combine(day + ONE_DAY, time(), CHINA)

    def days_between(self, start, until):
        """Working days after the day of the start up to the last day before the end."""
        day, count, last = start.date(), 0, (until - timedelta(milliseconds=1)).date()
        while day < last:
            day += ONE_DAY
            count += self.worked(day)
        return count

    def end_before_last_day(self, until):
        """The end of the last working day but one before a limit ends."""
        day = self.last_working_day(until).date() - ONE_DAY
        while not self.worked(day):
            day -= ONE_DAY
        return datetime.combine(day + ONE_DAY, time(), CHINA)

    def last_working_day(self, until):
        """The start of the last working day before a limit ends: one working day is left then."""
        day = (until - timedelta(milliseconds=1)).date()
        while not self.worked(day):
            day -= ONE_DAY
        return datetime.combine(day, time(), CHINA)


class Stretch:
    """What held for a unit's clock from one instant on."""

    def __init__(self, start, until, natural, returning, pending, calendar):
        self.start, self.until, self.natural, self.returning = start, until, natural, returning
        self.pending, self.calendar = pending, calendar

    def yellow(self):
        """One working day before the limit; half an hour before one in natural time."""
        return self.until - timedelta(minutes=30) if self.natural else self.calendar.last_working_day(self.until)

    def red(self):
        """On the first working day after the limit, in natural time at once; a request asked in time is waited for."""
        due = self.until
        if not self.natural:
            due = self.calendar.plus_days(self.until - timedelta(milliseconds=1), 1) - ONE_DAY
        return max(due, self.pending) if self.pending else due


class Calendars:
    """Which calendar was in force when, in each place."""

    def __init__(self, days_file, changes_file):
        self.first = {date.fromisoformat(row["calendar_date"]): row["kind"] == "WORK" for row in read(days_file)}
        orders = defaultdict(list)
        for row in read(changes_file):
            orders[datetime.fromisoformat(row["taken_in"]), row["place"]].append((date.fromisoformat(row["date"]), row["kind"]))
        self.orders = sorted(orders.items())
        self.known = {}

    def changes(self, place):
        return [at for (at, where), _ in self.orders if where in ("CN", place)]

    def at(self, place, instant):
        orders = tuple(i for i, ((at, where), _) in enumerate(self.orders) if at <= instant and where in ("CN", place))
        if orders not in self.known:
            layers = {"CN": dict(self.first), place: {}}
            for i in orders:
                (_, where), days = self.orders[i]
                for day, kind in days:
                    if kind == "NORMAL":
                        layers[where].pop(day, None)
                    else:
                        layers[where][day] = kind == "WORK"
            self.known[orders] = Calendar({**layers["CN"], **layers[place]})
        return self.known[orders]


def read(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def instant(millis):
    return datetime.fromtimestamp(int(millis) / 1000, CHINA) if millis else None


class Check:
    def __init__(self, calendars, directory):
        self.calendars = calendars
        self.tickets = {row["ticket_no"]: row for row in read(f"{directory}/tickets.csv")}
        self.events = defaultdict(list)
        for row in read(f"{directory}/events.csv"):
            row["at"] = instant(row["happened_at"])
            self.events[row["ticket_no"]].append(row)
        for events in self.events.values():
            events.sort(key=lambda row: int(row["seq"]))
        self.dispatches = read(f"{directory}/dispatches.csv")
        self.of, self.requests, self.stopped, self.computed = defaultdict(list), defaultdict(list), defaultdict(list), {}
        for row in self.dispatches:
            self.of[row["ticket_no"]].append(row)
        self.grants = defaultdict(list)
        for row in read(f"{directory}/grants.csv"):
            self.grants[row["ticket_no"], row["unit"]].append(row)
        for row in sorted(read(f"{directory}/requests.csv"), key=lambda row: int(row["asked_at"])):
            self.requests[row["dispatch_id"]].append(row)
        for row in read(f"{directory}/clocks.csv"):
            if row["act"] == "stopped" and row["clock"] in ("handle", "statutory"):
                self.stopped[row["ticket_no"], row["unit"]].append(instant(row["happened_at"]))
        self.tasks = read(f"{directory}/tasks.csv")
        self.compared, self.moved, self.wrong = Counter(), Counter(), []

    def same(self, what, where, expected, stored):
        self.compared[what] += 1
        if expected != stored:
            self.wrong.append(f"{what} of {where}: expected {expected}, the product says {stored}")

    # ------------------------------------------------------------------ limits of the units

    def own_days(self, ticket, dispatch):
        if dispatch["rework"] == "1":
            return 3
        return 3 if ticket["kind"] == "consult" else 5

    def ended(self, dispatch):
        """When the unit was done with the hotline's clock, whichever way."""
        if dispatch["interim_at"] or dispatch["replied_at"]:
            return instant(dispatch["interim_at"] or dispatch["replied_at"])
        start = instant(dispatch["dispatched_at"])
        return min((at for at in self.stopped[dispatch["ticket_no"], dispatch["unit"]] if at >= start), default=None)

    def awaited(self, dispatch):
        """The unit that waits for this one's answer: the one that passed it on, or the lead of the same dispatching."""
        if dispatch["parent_unit"]:
            wanted = [d for d in self.of[dispatch["ticket_no"]] if d["unit"] == dispatch["parent_unit"]]
        elif dispatch["role"] == "assist":
            wanted = [d for d in self.of[dispatch["ticket_no"]] if d["role"] == "lead" and not d["parent_unit"]]
        else:
            return None
        start = instant(dispatch["dispatched_at"])
        wanted = [d for d in wanted if instant(d["dispatched_at"]) <= start and (self.ended(d) is None or self.ended(d) > start)]
        return max(wanted, key=lambda d: d["dispatched_at"], default=None)

    def base(self, ticket, dispatch):
        """The limit at its start: its end, whether it runs in natural time, and its working days otherwise."""
        place, start = ticket["jurisdiction"], instant(dispatch["dispatched_at"])
        calendar, cutoff = self.calendars.at(place, start), instant(ticket["external_cutoff_at"])
        urgent = ticket["urgent"] == "1" or cutoff is not None
        if urgent and dispatch["rework"] != "1":
            until, natural, days = start + timedelta(hours=24), True, 0
        else:
            days = self.own_days(ticket, dispatch)
            until, natural = calendar.plus_days(start, days), False
        if cutoff is not None and start < cutoff < until:
            until, natural = cutoff, True
        waiting = self.awaited(dispatch)
        if waiting is not None:
            theirs, in_hours = self.at_the_time(waiting, start)
            margin = theirs - timedelta(minutes=30) if in_hours else calendar.end_before_last_day(theirs)
            if margin <= start:
                margin = theirs
            if margin < until:
                until, natural = margin, in_hours
                days = calendar.days_between(start, until)
        return until, natural, days

    def at_the_time(self, dispatch, when):
        """Where another unit's limit stood at an instant."""
        stretches = [s for s in self.stretches(dispatch) if s.start <= when]
        return stretches[-1].until, stretches[-1].natural

    def stretches(self, dispatch):
        """Everything that moved the limit of a dispatch, with what held from then on."""
        if dispatch["id"] in self.computed:
            return self.computed[dispatch["id"]]
        ticket = self.tickets[dispatch["ticket_no"]]
        place, start, end = ticket["jurisdiction"], instant(dispatch["dispatched_at"]), self.ended(dispatch)
        until, natural, days = self.base(ticket, dispatch)
        calendar = self.calendars.at(place, start)
        returning = start + timedelta(hours=2) if ticket["urgent"] == "1" or ticket["external_cutoff_at"] else calendar.plus_days(start, 2)
        return_days = 2
        if returning >= until:
            returning, return_days = until, days
        anchor, pending, asked = start, None, None
        result = [Stretch(start, until, natural, returning, pending, calendar)]
        happenings = [(at, "calendar", None) for at in self.calendars.changes(place)]
        for request in self.requests[dispatch["id"]]:
            happenings.append((instant(request["asked_at"]), "asked", request))
            if request["ruled_at"]:
                happenings.append((instant(request["ruled_at"]), "ruled", request))
        for grant in self.grants[dispatch["ticket_no"], dispatch["unit"]]:
            happenings.append((instant(grant["happened_at"]), "given", grant))
        for at, what, request in sorted(happenings, key=lambda h: h[0]):
            if at <= start or end is not None and at >= end:
                continue
            calendar = self.calendars.at(place, at)
            if what == "calendar":
                if pending and pending > at:
                    pending = max(pending, calendar.plus_hours(asked, 4))
                if not natural and until > at:
                    again = calendar.plus_days(anchor, days)
                    if again > until:
                        self.moved["handling limit"] += 1
                        until = again
                    # A suspension does not stop the return window: it counts from the dispatch whatever else happens.
                    if returning > at:
                        returning = max(returning, calendar.plus_days(start, return_days))
            elif what == "given":
                # A supervisor's extension, told in the ticket's history.
                more = int(re.search(r"延期(\d+)个工作日", request["text"]).group(1))
                days += more
                until = calendar.plus_days(until - timedelta(milliseconds=1), more)
                self.moved["handling limit"] += 1
            elif what == "asked":
                asked, pending = at, calendar.plus_hours(at, 4)
            else:
                pending = None
                if request["granted"] == "1" and request["kind"] == "extend":
                    days += int(request["days"])
                    until = calendar.plus_days(until - timedelta(milliseconds=1), int(request["days"]))
                    self.moved["handling limit"] += 1
                elif request["granted"] == "1":
                    left = max(1, calendar.days_between(at, until))
                    resume = datetime.combine(date.fromisoformat(request["resume_on"]), time(), CHINA)
                    anchor, days = resume - timedelta(milliseconds=1), left
                    until = calendar.plus_days(anchor, left)
                    self.moved["handling limit"] += 1
            result.append(Stretch(at, until, natural, returning, pending, calendar))
        self.computed[dispatch["id"]] = result
        return result

    def dispatch(self, dispatch):
        where = f'{dispatch["ticket_no"]} {dispatch["unit"]}'
        if dispatch["role"] == "guide":
            self.same("no limit for a guide", where, None, instant(dispatch["handle_until"]))
            return
        end, stretches = self.ended(dispatch), self.stretches(dispatch)
        self.same("return window", where, stretches[-1].returning, instant(dispatch["return_until"]))
        self.same("handling limit", where, stretches[-1].until, instant(dispatch["handle_until"]))
        self.fired(dispatch, "returnWindowClosed", [(s.start, s.returning) for s in stretches], end)
        self.fired(dispatch, "yellowCard", [(s.start, s.yellow()) for s in stretches], end)
        self.fired(dispatch, "redCard", [(s.start, s.red()) for s in stretches], end)
        for request in self.requests[dispatch["id"]]:
            place = self.tickets[dispatch["ticket_no"]]["jurisdiction"]
            asked = instant(request["asked_at"])
            ruled = min((at for at in (instant(request["ruled_at"]), end) if at), default=None)
            self.same("time ruling limit", where, self.limit(place, asked, 4, ruled, "time ruling limit", True),
                      instant(request["ruling_until"]))
            if request["granted"] == "1" and request["kind"] != "extend":
                resume = datetime.combine(date.fromisoformat(request["resume_on"]), time(), CHINA)
                resumed = [e["at"] for e in self.events[dispatch["ticket_no"]] if e["type"] == "resumed" and e["unit"] == dispatch["unit"]]
                self.same("end of suspension", where, [resume] if end is None or resume < end else [], resumed)
        if dispatch["interim_at"]:
            self.procedure(dispatch, where)

    def procedure(self, dispatch, where):
        """Provisional Measures for Complaints and Reports in Market Regulation, articles 14, 21 and 31."""
        days, from_reply = {"complaint-acceptance": (7, False), "complaint-mediation": (45, True), "report-filing": (15, False),
                            "formal-reply": (1, True)}[dispatch["interim_basis"]]
        start = instant(dispatch["interim_at"] if from_reply else dispatch["dispatched_at"])
        place = self.tickets[dispatch["ticket_no"]]["jurisdiction"]
        since = instant(dispatch["interim_at"])
        stopped = [at for at in self.stopped[dispatch["ticket_no"], dispatch["unit"]] if at > since]
        until = self.limit(place, start, days, min(stopped, default=None), "statutory procedure", since=since)
        self.same("statutory procedure", where, until, instant(dispatch["interim_until"]))

    def fired(self, dispatch, event, dues, end):
        """When a timer fires that was set anew at each of some instants, as long as the unit still has the ticket."""
        expected, waiting = [], True
        for i, (begun, due) in enumerate(dues):
            if not waiting and due <= begun:
                continue
            at, next_begun = max(due, begun), dues[i + 1][0] if i + 1 < len(dues) else None
            waiting = next_begun is not None and at >= next_begun
            if not waiting and (end is None or at < end):
                expected.append(at)
            elif not waiting and at == end:
                return
        start = dues[0][0]
        at = [row["at"] for row in self.events[dispatch["ticket_no"]]
              if row["type"] == event and row["unit"] == dispatch["unit"] and row["at"] >= start and (end is None or row["at"] <= end)]
        self.same(event, f'{dispatch["ticket_no"]} {dispatch["unit"]}', expected, at)

    def limit(self, place, start, count, ended, what, hours=False, since=None):
        """So many working days or hours; each change of the calendar while it runs may move it later, never earlier."""
        def end(at):
            calendar = self.calendars.at(place, at)
            return calendar.plus_hours(start, count) if hours else calendar.plus_days(start, count)
        since = since or start
        until = end(since)
        for change in self.calendars.changes(place):
            if since < change < until and (ended is None or change < ended):
                later = end(change)
                if later > until:
                    until = later
                    self.moved[what] += 1
        return until

    # ------------------------------------------------------------------ tasks of the centre

    def task(self, task):
        ticket = self.tickets.get(task["ticket_no"])
        if ticket is None:
            # A consultation on a matter: its number names the place.
            start, place = instant(task["started_at"]), task["ticket_no"].split("-")[1]
            until = self.limit(place, start, 5, instant(task["ended_at"]), "consultation limit")
            self.same("consultation limit", task["ticket_no"], until, instant(task["due_at"]))
            return
        place, where = ticket["jurisdiction"], f'{task["ticket_no"]} {task["task"]}'
        start, end, due = instant(task["started_at"]), instant(task["ended_at"]), instant(task["due_at"])
        urgent = ticket["urgent"] == "1" or ticket["external_cutoff_at"] != ""
        if task["task"] == "Task_ReviewReply":
            until = self.limit(place, start, 2, end, "review limit")
            self.same("review limit", where, until, due)
            overdue = [row["at"] for row in self.events[task["ticket_no"]] if row["type"] == "reviewOverdue" and start <= row["at"] <= end]
            self.same("reviewOverdue", where, [until] if until < end else [], overdue)
        elif task["task"] == "Task_RuleOnReturn":
            self.same("ruling limit", where, self.limit(place, start, 4, end, "ruling limit", True), due)
        elif task["task"] == "Task_DispatchTicket":
            until = start + timedelta(minutes=30) if urgent else self.limit(place, start, 4, end, "dispatch limit", True)
            self.same("dispatch limit", where, until, due)
        elif task["task"] == "Task_AskForInformation":
            until = self.limit(place, start, 2, end, "information limit")
            self.same("information limit", where, until, due)
            missed = [row["at"] for row in self.events[task["ticket_no"]] if row["type"] == "informationMissing"]
            if missed:
                self.same("informationMissing", where, [until], missed)
        elif task["task"] == "Task_AnswerAtSecondLine":
            self.same("second line limit", where, self.limit(place, start, 2, end, "second line limit", True), due)
        elif task["task"] in ("Task_ConfirmTransfer", "Task_TalkThreeWay", "Task_NotifyUnit"):
            if due is not None:
                self.same(task["task"] + " limit", where, start + timedelta(minutes=10), due)
        elif task["task"] == "Task_HoldMeeting":
            self.same("meeting limit", where, self.limit(place, start, 5, end, "meeting limit"), due)
        elif task["task"] in ("Task_CallBack", "Task_VisitCitizen", "Task_CallAgain"):
            self.same("callback limit", where, self.limit(place, start, 2, end, "callback limit"), due)

    def surveys(self, ticket_no, events):
        """Each survey waits one working day before the next."""
        place = self.tickets[ticket_no]["jurisdiction"]
        for one, other in zip(events, events[1:]):
            if one["type"] == "surveySent" and other["type"] == "callbackPlanned":
                self.same("survey wait", ticket_no, self.limit(place, one["at"], 1, None, "survey wait"), other["at"])

    def run(self):
        for dispatch in self.dispatches:
            self.dispatch(dispatch)
        for task in self.tasks:
            self.task(task)
        for ticket_no, events in self.events.items():
            self.surveys(ticket_no, events)
        print("limits and timers computed outside the product:")
        for what, count in sorted(self.compared.items()):
            moved = f", {self.moved[what]} moved while running" if self.moved[what] else ""
            print(f"  {what:<40} {count:>7}{moved}")
        print(f"  {'all':<40} {sum(self.compared.values()):>7}, {len(self.wrong)} differ")
        for line in self.wrong[:50]:
            print("  " + line)
        return 1 if self.wrong else 0


if __name__ == "__main__":
    sys.exit(Check(Calendars(sys.argv[1], sys.argv[2]), sys.argv[3]).run())
