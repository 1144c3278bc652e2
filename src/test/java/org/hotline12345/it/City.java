package org.hotline12345.it;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.SplittableRandom;
import org.camunda.bpm.engine.FormService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.TaskService;
import org.hotline12345.common.Actor;
import org.hotline12345.common.Refusal;
import org.hotline12345.platform.MovableClock;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A city's hotline on one clock that jumps from one thing to the next: a timer of the engine that is due, or something a
 * person means to do. After every step the ticket's open tasks and timers are read anew, and whoever is asked makes plans.
 */
final class City {

    static final Instant OPENS = OffsetDateTime.parse("2023-01-01T00:00:00+08:00").toInstant();
    private static final LocalTime MORNING = LocalTime.of(8, 30);
    private static final LocalTime EVENING = LocalTime.of(20, 0);

    private final MovableClock clock;
    private final FormService forms;
    private final TaskService tasks;
    private final ManagementService jobs;
    private final IdentityService identity;
    private final JdbcClient jdbc;
    private final PriorityQueue<Due> dues = new PriorityQueue<>(Comparator.comparing(Due::at).thenComparing(Due::rank)
            .thenComparing(Due::order));
    private final Map<String, Life> lives = new HashMap<>();
    private final Habits habits;
    private long orders;
    private long steps;

    City(MovableClock clock, FormService forms, TaskService tasks, ManagementService jobs, IdentityService identity,
            JdbcClient jdbc, Habits habits) {
        this.clock = clock;
        this.forms = forms;
        this.tasks = tasks;
        this.jobs = jobs;
        this.identity = identity;
        this.jdbc = jdbc;
        this.habits = habits;
    }

    /** What happens next: timers before people where both are due in the same second. */
    private record Due(Instant at, int rank, long order, Life life, String task, String timer, Step step) {
    }

    /** What somebody does. */
    interface Step {
        void run() throws Exception;
    }

    /** A task that waits for a person. */
    record Open(String id, String key, String group, Instant due) {

        /** Code of the unit whose clerks may work it; of anybody else the group. */
        String unit() {
            return group.startsWith(Actor.UNIT_GROUP_PREFIX) ? group.substring(Actor.UNIT_GROUP_PREFIX.length()) : group;
        }
    }

    private record Timer(String id, String type, String activity, Instant due) {
    }

    /** One ticket from its first call to its end. */
    static final class Life {

        final Course course;
        final int number;
        /** The how-manieth of its course: variations within a course take turns. */
        final int turn;
        final SplittableRandom chance;
        final Map<String, Open> open = new HashMap<>();
        final Map<String, Instant> timers = new HashMap<>();
        final Set<Life> related = new LinkedHashSet<>();
        private final Map<String, Integer> times = new HashMap<>();
        String ticketNo;
        String returning;
        String proposed;
        String lastUnit;

        Life(Course course, int number, int turn, SplittableRandom chance) {
            this.course = course;
            this.number = number;
            this.turn = turn;
            this.chance = chance;
        }

        /** How often this happened before, this time included. */
        int times(String what) {
            return times.merge(what, 1, Integer::sum);
        }

        /** Another ticket whose fate is tied to this one's: a part of a split, the main ticket of a merge. */
        Life sibling(Course itsCourse) {
            Life sibling = new Life(itsCourse, number, turn, chance.split());
            related.add(sibling);
            sibling.related.add(this);
            return sibling;
        }

        /** The channel's own number of the call. */
        String externalId() {
            return "year-" + number + "-" + course;
        }

        @Override
        public String toString() {
            return ticketNo + " (" + course + ", no. " + number + ")";
        }
    }

    // ------------------------------------------------------------------ time

    Instant now() {
        return clock.instant();
    }

    ZonedDateTime localNow() {
        return now().atZone(clock.getZone());
    }

    /** Somebody's plan for a ticket. */
    void plan(Life life, Instant at, Step step) {
        dues.add(new Due(later(at), 1, orders++, life, null, null, step));
    }

    /** Plans to work a task, unless it is gone by then. */
    void plan(Life life, Open task, Instant at, Step step) {
        dues.add(new Due(later(at), 1, orders++, life, task.id(), null, step));
    }

    private Instant later(Instant at) {
        Instant whole = Instant.ofEpochSecond(at.getEpochSecond());
        return whole.isAfter(now()) ? whole : now().plusSeconds(1);
    }

    /** Some minutes from now, in the day time. */
    Instant soon(Life life, int leastMinutes, int mostMinutes) {
        return byDay(life, now().plusSeconds(life.chance.nextInt(leastMinutes * 60, mostMinutes * 60)));
    }

    /** Some time before a limit ends, in the day time where that is possible. */
    Instant before(Life life, Instant limit) {
        long left = limit.getEpochSecond() - now().getEpochSecond();
        if (left < 600) {
            return soon(life, 30, 240);
        }
        Instant meant = now().plusSeconds((long) (left * (0.05 + 0.75 * life.chance.nextDouble())));
        Instant byDay = byDay(life, meant);
        return byDay.isBefore(limit) ? byDay : meant;
    }

    Instant after(Life life, Instant limit, int mostHours) {
        Instant from = limit.isAfter(now()) ? limit : now();
        return byDay(life, from.plusSeconds(life.chance.nextInt(3600, mostHours * 3600)));
    }

    private Instant byDay(Life life, Instant meant) {
        ZonedDateTime local = meant.atZone(clock.getZone());
        if (local.toLocalTime().isAfter(EVENING)) {
            local = local.plusDays(1);
        } else if (!local.toLocalTime().isBefore(MORNING)) {
            return meant;
        }
        return local.with(MORNING).plusSeconds(life.chance.nextInt(60, 9000)).toInstant();
    }

    /** Lives on until nothing is left to do; tells how many steps it took. */
    long live() {
        for (Due due = dues.poll(); due != null; due = dues.poll()) {
            Life life = due.life();
            if (due.task() != null && !life.open.containsKey(due.task())
                    || due.timer() != null && !due.at().equals(life.timers.get(due.timer()))) {
                continue;
            }
            if (due.at().isAfter(now())) {
                clock.freezeAt(due.at());
            }
            try {
                due.step().run();
            } catch (Throwable failed) {
                throw new AssertionError("at " + localNow() + ": " + life + (due.task() == null ? "" : ", task "
                        + life.open.get(due.task())), failed);
            }
            steps++;
            if (life != null && life.ticketNo != null) {
                look(life);
                List.copyOf(life.related).forEach(this::look);
            }
        }
        return steps;
    }

    // ------------------------------------------------------------------ people

    void as(String user, String... groups) {
        identity.setAuthentication(user, List.of(groups));
    }

    void asNobody() {
        identity.clearAuthentication();
    }

    /** Everybody is called like the role, and a unit's clerk after the unit, as in the demo. */
    void asMemberOf(String group) {
        as(userOf(group), group);
    }

    static String userOf(String group) {
        return group.startsWith(Actor.UNIT_GROUP_PREFIX) ? "clerk-" + group.substring(Actor.UNIT_GROUP_PREFIX.length()) : group;
    }

    void submit(Open task, Map<String, Object> fields) {
        asMemberOf(task.group());
        forms.submitTaskForm(task.id(), fields);
    }

    /** By somebody else of the same group. */
    void submitAs(String user, Open task, Map<String, Object> fields) {
        as(user, task.group());
        forms.submitTaskForm(task.id(), fields);
    }

    void claim(Open task) {
        asMemberOf(task.group());
        tasks.claim(task.id(), userOf(task.group()));
    }

    /** Whether a step failed because a rule with this code forbids it. */
    static boolean isRefusal(Throwable thrown, String code) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof Refusal refusal && refusal.code().equals(code)) {
                return true;
            }
        }
        return false;
    }

    /** Somebody tries what is not allowed. */
    static void refused(String code, Step step) {
        try {
            step.run();
        } catch (Throwable thrown) {
            if (isRefusal(thrown, code)) {
                return;
            }
            throw new AssertionError("not refused with " + code, thrown);
        }
        throw new AssertionError("not refused with " + code);
    }

    // ------------------------------------------------------------------ what is open

    void know(Life life) {
        lives.put(life.ticketNo, life);
    }

    Life of(String ticketNo) {
        return lives.get(ticketNo);
    }

    /** After something that may have touched any ticket. */
    void lookAtAll() {
        jdbc.sql("select distinct BUSINESS_KEY_ from ACT_RU_EXECUTION where BUSINESS_KEY_ is not null order by BUSINESS_KEY_")
                .query(String.class).list().stream().map(lives::get).filter(Objects::nonNull).forEach(this::look);
    }

    List<Life> alive() {
        return lives.values().stream().filter(life -> !life.open.isEmpty() || !life.timers.isEmpty())
                .sorted(Comparator.comparing(life -> life.ticketNo)).toList();
    }

    /** Reads what the engine waits for, runs what waits behind save points, and lets people plan for what is new. */
    void look(Life life) {
        if (life.ticketNo == null) {
            return;
        }
        List<Timer> waiting = waiting(life);
        while (waiting.stream().anyMatch(job -> !job.type().equals("timer"))) {
            asNobody();
            waiting.stream().filter(job -> !job.type().equals("timer")).forEach(job -> jobs.executeJob(job.id()));
            waiting = waiting(life);
        }
        Map<String, Instant> timers = new HashMap<>();
        for (Timer timer : waiting) {
            timers.put(timer.id(), timer.due());
            boolean known = life.timers.containsKey(timer.id());
            if (!timer.due().equals(life.timers.get(timer.id()))) {
                dues.add(new Due(timer.due(), 0, orders++, life, null, timer.id(), () -> {
                    asNobody();
                    jobs.executeJob(timer.id());
                }));
            }
            if (!known) {
                habits.timerStarted(this, life, timer.activity(), timer.due());
            }
        }
        life.timers.clear();
        life.timers.putAll(timers);

        List<Open> open = open(life);
        List<Open> added = open.stream().filter(task -> !life.open.containsKey(task.id())).toList();
        life.open.clear();
        open.forEach(task -> life.open.put(task.id(), task));
        added.forEach(task -> habits.taskOpened(this, life, task));
        if (open.isEmpty() && timers.isEmpty()) {
            habits.nothingWaits(this, life);
        }
    }

    /** The matters a call was split into. */
    List<String> partsOf(Life life) {
        return jdbc.sql("select ticket_no from ticket_ticket where parent_no = :no order by ticket_no").param("no", life.ticketNo)
                .query(String.class).list();
    }

    /** The unit that looks on and advises. */
    String guideOf(Life life) {
        return jdbc.sql("select unit from ticket_dispatch where ticket_no = :no and role = 'guide' order by unit limit 1")
                .param("no", life.ticketNo).query(String.class).single();
    }

    String statusOf(Life life) {
        return jdbc.sql("select status from ticket_ticket where ticket_no = :no").param("no", life.ticketNo).query(String.class).single();
    }

    private List<Open> open(Life life) {
        return jdbc.sql("select t.ID_, t.TASK_DEF_KEY_, t.DUE_DATE_, min(i.GROUP_ID_) as candidates from ACT_RU_EXECUTION p "
                        + "join ACT_RU_TASK t on t.PROC_INST_ID_ = p.ID_ "
                        + "left join ACT_RU_IDENTITYLINK i on i.TASK_ID_ = t.ID_ and i.GROUP_ID_ is not null "
                        + "where p.BUSINESS_KEY_ = :no group by t.ID_, t.TASK_DEF_KEY_, t.DUE_DATE_ order by t.ID_")
                .param("no", life.ticketNo)
                .query((row, n) -> new Open(row.getString(1), row.getString(2), row.getString(4), instant(row.getTimestamp(3)))).list();
    }

    private List<Timer> waiting(Life life) {
        return jdbc.sql("select j.ID_, j.TYPE_, d.ACT_ID_, j.DUEDATE_ from ACT_RU_EXECUTION p "
                        + "join ACT_RU_JOB j on j.PROCESS_INSTANCE_ID_ = p.ID_ left join ACT_RU_JOBDEF d on d.ID_ = j.JOB_DEF_ID_ "
                        + "where p.BUSINESS_KEY_ = :no order by j.ID_")
                .param("no", life.ticketNo)
                .query((row, n) -> new Timer(row.getString(1), row.getString(2), row.getString(3), instant(row.getTimestamp(4)))).list();
    }

    private static Instant instant(Timestamp time) {
        return time == null ? null : time.toInstant();
    }

    /** What a form needs, nulls left out. */
    static Map<String, Object> fields(Object... namesAndValues) {
        Map<String, Object> fields = new HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            if (namesAndValues[i + 1] != null) {
                fields.put(Objects.toString(namesAndValues[i]), namesAndValues[i + 1]);
            }
        }
        return fields;
    }

}
