package org.hotline12345.ticket;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.hotline12345.ticket.SettledRows.Numbered;

/**
 * One load of tickets that are over. Several parts are written at a time, each in a transaction of its own, while the
 * caller makes the next; what was refused is told at the next part or at the end.
 */
public final class SettledLoad implements AutoCloseable {

    /** One is making statements while the database works on those of the other. */
    private static final int WRITERS = 2;

    private final Function<List<SettledTicket>, List<Numbered>> numbering;
    private final SettledRows rows;
    private final Runnable ended;
    private final ExecutorService writers = Executors.newFixedThreadPool(WRITERS, task -> {
        Thread thread = new Thread(task, "settled-tickets");
        thread.setDaemon(true);
        return thread;
    });
    private final Queue<Future<?>> underWay = new ArrayDeque<>();

    SettledLoad(Function<List<SettledTicket>, List<Numbered>> numbering, SettledRows rows, Runnable ended) {
        this.numbering = numbering;
        this.rows = rows;
        this.ended = ended;
    }

    /**
     * Has them written soon, all or none of this part.
     *
     * @param tickets those of one day in China are best given together; kept no longer than this call
     * @return our numbers, in the order of the tickets
     */
    public List<String> add(List<SettledTicket> tickets) {
        while (underWay.size() > WRITERS) {
            await(underWay.remove());
        }
        List<Numbered> part = numbering.apply(tickets);
        underWay.add(writers.submit(() -> rows.write(part)));
        return part.stream().map(Numbered::no).toList();
    }

    /** To be called after the last; when it returns, everything is stored and the database knows its tables. */
    public void finish() {
        while (!underWay.isEmpty()) {
            await(underWay.remove());
        }
        rows.analyze();
        ended.run();
    }

    private static void await(Future<?> part) {
        try {
            part.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while tickets were stored", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("tickets could not be stored", e.getCause());
        }
    }

    /** After a failure nothing more is begun, and nothing is still being written when this returns. */
    @Override
    public void close() {
        underWay.forEach(part -> part.cancel(false));
        writers.shutdown();
        try {
            writers.awaitTermination(1, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
