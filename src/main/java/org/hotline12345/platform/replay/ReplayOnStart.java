package org.hotline12345.platform.replay;

import java.util.List;
import org.camunda.bpm.engine.ProcessEngine;
import org.hotline12345.common.PrintedPeriods;
import org.hotline12345.platform.MovableClock;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.stereotype.Component;

/**
 * {@code --hotline.replay=<name>}: once everything serves, plays the named cases, prints what came of them and ends the
 * process with 0 when all of it was as expected, else with 1; {@code --hotline.replay.keep-serving=true} goes on serving.
 * A period that a city printed is loaded, held against the print and served, time going on just after it.
 */
@Component
@ConditionalOnProperty("hotline.replay")
class ReplayOnStart {

    private final Environment environment;
    private final MovableClock clock;
    private final ProcessEngine engine;
    private final PrintedPeriods periods;
    private final Report report = new Report(Report.console());

    ReplayOnStart(Environment environment, MovableClock clock, ProcessEngine engine, PrintedPeriods periods) {
        this.environment = environment;
        this.clock = clock;
        this.engine = engine;
        this.periods = periods;
    }

    private enum Result { HELD, DIFFERED, REFUSED }

    /** Last of all that happens at start: accounts and models must be there. */
    @EventListener
    @Order(Ordered.LOWEST_PRECEDENCE)
    void whenReady(ApplicationReadyEvent ready) {
        Result result = replay();
        boolean printed = periods.names().contains(environment.getRequiredProperty("hotline.replay"));
        boolean serve = environment.getProperty("hotline.replay.keep-serving", boolean.class, printed);
        if (result != Result.REFUSED && serve) {
            return;
        }
        end(ready.getApplicationContext(), result == Result.HELD ? 0 : 1);
    }

    private Result replay() {
        String name = environment.getRequiredProperty("hotline.replay");
        if (!environment.acceptsProfiles(Profiles.of("demo"))) {
            report.refuse("只有演示系统可以重放，请加 --spring.profiles.active=demo。");
            return Result.REFUSED;
        }
        boolean printed = periods.names().contains(name);
        List<ReplayCase> cases = printed ? List.of() : CaseFiles.read(name);
        if (cases.isEmpty() && !printed) {
            report.refuse("没有名为「" + name + "」的重放；可用：seed-cases、" + String.join("、", periods.names()) + "。");
            return Result.REFUSED;
        }
        Doors doors = new Doors("http://" + host() + ":" + environment.getRequiredProperty("local.server.port"));
        Replay replay = new Replay(doors, new Timeline(clock, engine));
        if (replay.hasTickets()) {
            report.refuse("数据库里已有工单，真实日期会与它们混在一起；请换一个空的演示数据库（例如另设 SPRING_DATASOURCE_URL）。");
            return Result.REFUSED;
        }
        if (printed) {
            return load(name, doors) ? Result.HELD : Result.DIFFERED;
        }
        report.start(name, cases.size());
        List<Replay.Played> played = replay.play(cases);
        report.print(played);
        return played.stream().allMatch(Replay.Played::held) ? Result.HELD : Result.DIFFERED;
    }

    private boolean load(String name, Doors doors) {
        // Whatever is stamped while it is loaded is stamped after the period, and time goes on from there.
        clock.runFrom(periods.presentAfter(name));
        boolean done = true;
        for (PrintedPeriods.Act act : periods.load(name, report.out())) {
            Doors.Answer answer = doors.post(act.account(), act.path(), act.body());
            report.done(act.path(), answer.ok() ? null : answer.summary());
            done &= answer.ok();
        }
        done &= periods.compare(name, report.out());
        report.out().println("重放完成");
        return done;
    }

    private String host() {
        return environment.getProperty("server.address", "127.0.0.1");
    }

    private static void end(ConfigurableApplicationContext context, int code) {
        System.exit(SpringApplication.exit(context, () -> code));
    }
}
