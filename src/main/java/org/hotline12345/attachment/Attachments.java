package org.hotline12345.attachment;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.hotline12345.common.Actor;
import org.hotline12345.common.Actors;
import org.hotline12345.common.EffectiveText;
import org.hotline12345.common.Page;
import org.hotline12345.common.Refusal;
import org.hotline12345.common.Texts;
import org.hotline12345.organization.Settings;
import org.hotline12345.organization.Unit;
import org.hotline12345.organization.Units;
import org.hotline12345.ticket.IdentityText;
import org.hotline12345.ticket.Ticket;
import org.hotline12345.ticket.TicketViews;
import org.hotline12345.ticket.Tickets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** Files on tickets: taken in examined and cleaned, shown to who may see them, removed with a trace. */
@Component
public class Attachments {

    private static final Logger LOG = LoggerFactory.getLogger(Attachments.class);
    private static final int LONGEST_REASON = 500;
    private static final int SCANNED_AT_ONCE = 20;

    private final AttachmentRows rows;
    private final Blobs blobs;
    private final AttachmentStore store;
    private final FileTypes types;
    private final ObjectProvider<VirusScanner> scanner;
    private final Tickets tickets;
    private final TicketViews views;
    private final IdentityText identityText;
    private final Units units;
    private final Settings settings;
    private final Actors actors;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Attachments(AttachmentRows rows, Blobs blobs, AttachmentStore store, FileTypes types, ObjectProvider<VirusScanner> scanner,
            Tickets tickets, TicketViews views, IdentityText identityText, Units units, Settings settings, Actors actors,
            TransactionTemplate transaction, Clock clock) {
        this.rows = rows;
        this.blobs = blobs;
        this.store = store;
        this.types = types;
        this.scanner = scanner;
        this.tickets = tickets;
        this.views = views;
        this.identityText = identityText;
        this.units = units;
        this.settings = settings;
        this.actors = actors;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** What an upload came to; {@code fresh} is false for one that was there already. */
    public record Added(Attachment file, boolean fresh) {
    }

    /**
     * One page of a ticket's files, and what the person asking may still add.
     *
     * @param mayAdd whether the person may add a file now
     * @param room how many files the ticket still takes
     * @param endings of the files it takes, in lower case without the dot
     */
    public record Files(List<Attachment> items, int page, int size, boolean more, boolean mayAdd, int room, int maxMegabytes,
            int maxVideoMegabytes, List<String> endings) {
    }

    /** A file to be read. */
    public record Content(String name, FileType type, long size, Reader reader) {
    }

    /** Reads a content from a position on. */
    public interface Reader {
        InputStream from(long position) throws IOException;
    }

    // ---------------------------------------------------------------- in

    /**
     * Adds a file to a ticket. Examined and kept before the ticket is locked, so that a slow line or scanner holds up
     * nobody; the row, its event and the content's use then come in one transaction.
     *
     * @param sentName as the sender called it
     * @throws Refusal INVALID for the file ({@code attachment.empty, tooLarge, typeNotAllowed, nameAndContentDiffer, macros,
     *     encrypted, brokenFile, tooManyPixels}), RULE {@code attachment.infected, attachment.tooMany, ticket.closed},
     *     FORBIDDEN {@code attachment.notYourTurn}, UNKNOWN {@code ticket.unknown}
     */
    public Added add(String ticketNo, String sentName, InputStream sent) {
        Actor actor = actors.current();
        Ticket ticket = transaction.execute(step -> {
            Ticket seen = tickets.visible(ticketNo, actor);
            seen.files().addedFor(actor);
            requireRoom(seen);
            return seen;
        });
        try (IncomingFile file = IncomingFile.receive(sent, megabytes(ticket, "attachment.maxVideoMegabytes"))) {
            FileType type = types.of(file.path());
            long most = megabytes(ticket, type.kind() == FileType.Kind.VIDEO ? "attachment.maxVideoMegabytes" : "attachment.maxMegabytes");
            if (file.size() > most) {
                throw IncomingFile.tooLarge(most);
            }
            String name = FileNames.of(sentName, type);
            file.clean(type);
            Attachment.State state = examined(ticketNo, file);
            return keep(ticketNo, actor, name, type, file, state, false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Adds a file that another system kept with a ticket, closed ones included, examined and cleaned like any other. However
     * many there are: they were taken in there.
     *
     * @param sha256 of the file as that system tells it, in hex
     * @throws Refusal as {@link #add}, and INVALID {@code attachment.hashDiffers}
     */
    public Added takeOver(String ticketNo, String sentName, InputStream sent, String sha256) {
        Actor actor = actors.current();
        Ticket ticket = transaction.execute(step -> tickets.visible(ticketNo, actor));
        try (IncomingFile file = IncomingFile.receive(sent, megabytes(ticket, "attachment.maxVideoMegabytes"))) {
            if (!file.sentHash().equals(sha256)) {
                throw Refusal.invalid("attachment.hashDiffers", "文件内容与登记的SHA-256不符，可能已损坏或改动，请从旧系统重新导出。");
            }
            FileType type = types.of(file.path());
            String name = FileNames.of(sentName, type);
            file.clean(type);
            return keep(ticketNo, actor, name, type, file, examined(ticketNo, file), true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private long megabytes(Ticket ticket, String setting) {
        return (long) settings.number(ticket.jurisdiction(), setting) << 20;
    }

    private void requireRoom(Ticket ticket) {
        int most = settings.number(ticket.jurisdiction(), "attachment.maxPerTicket");
        if (kept(rows.of(ticket.ticketNo())) >= most) {
            throw Refusal.rule("attachment.tooMany", "本工单已有" + most + "个附件，不能再上传；请合并材料，或先移除不需要的附件。");
        }
    }

    /** With a scanner the file is ready when it found nothing, and waits when it could not tell. */
    private Attachment.State examined(String ticketNo, IncomingFile file) {
        VirusScanner configured = scanner.getIfAvailable();
        if (configured == null) {
            return Attachment.State.READY;
        }
        try {
            Optional<String> found = configured.find(file.path());
            if (found.isPresent()) {
                LOG.warn("A file sent for ticket {} holds {} and was refused", ticketNo, found.get());
                throw Refusal.rule("attachment.infected", "文件检出病毒（" + found.get() + "），没有保存。请先杀毒，再上传干净的文件。");
            }
            return Attachment.State.READY;
        } catch (IOException unreachable) {
            LOG.warn("The virus scanner could not be asked, a file of ticket {} waits: {}", ticketNo, unreachable.toString());
            return Attachment.State.WAITING;
        }
    }

    private Added keep(String ticketNo, Actor actor, String name, FileType type, IncomingFile file, Attachment.State state, boolean old)
            throws IOException {
        String hash = file.hash();
        long size = file.size();
        for (;;) {
            blobs.keep(hash, size, file.path());
            Added added = transaction.execute(step -> record(ticketNo, actor, name, type, file.sentHash(), hash, size, state, old));
            if (added != null) {
                return added;
            }
            // Swept between keeping and counting on it, which takes an hour or a moved clock.
        }
    }

    private Added record(String ticketNo, Actor actor, String name, FileType type, String sentHash, String hash, long size,
            Attachment.State state, boolean old) {
        Ticket ticket = tickets.require(ticketNo);
        if (!ticket.isVisibleTo(actor)) {
            throw unknown();
        }
        String unit = old ? null : ticket.files().addedFor(actor);
        Optional<AttachmentRows.Row> before = rows.repeated(ticketNo, unit, sentHash);
        if (before.isPresent()) {
            return new Added(view(before.get(), ticket, actor, UnaryOperator.identity()), false);
        }
        if (!old) {
            requireRoom(ticket);
        }
        if (!blobs.use(hash)) {
            return null;
        }
        AttachmentRows.Row row = new AttachmentRows.Row(UUID.randomUUID().toString(), ticketNo, rows.nextNumber(ticketNo), unit, name,
                type, size, hash, state, clock.instant(), actor.id(), null, null, null, null);
        rows.insert(row, sentHash);
        ticket.files().added(actor, unit, row.words());
        return new Added(view(row, ticket, actor, UnaryOperator.identity()), true);
    }

    // ---------------------------------------------------------------- out

    /** The ticket's files the person may know of, oldest first; removed ones as tombstones. */
    @Transactional(readOnly = true)
    public Files list(String ticketNo, int page, int size) {
        Page.check(page, size);
        Actor actor = actors.current();
        Ticket ticket = tickets.visible(ticketNo, actor);
        UnaryOperator<String> words = views.wordsOf(ticketNo, actor);
        List<AttachmentRows.Row> every = rows.of(ticketNo);
        Page<Attachment> found = Page.of(every.stream().filter(row -> isKnownTo(row, ticket, actor)).skip((long) page * size)
                .limit(size + 1L).map(row -> view(row, ticket, actor, words)).toList(), page, size);
        int room = settings.number(ticket.jurisdiction(), "attachment.maxPerTicket") - kept(every);
        return new Files(found.items(), page, size, found.more(), mayAdd(ticket, actor), Math.max(0, room),
                settings.number(ticket.jurisdiction(), "attachment.maxMegabytes"),
                settings.number(ticket.jurisdiction(), "attachment.maxVideoMegabytes"), FileType.endings());
    }

    private static int kept(List<AttachmentRows.Row> rows) {
        return (int) rows.stream().filter(row -> row.blob() != null).count();
    }

    private static boolean mayAdd(Ticket ticket, Actor actor) {
        try {
            ticket.files().addedFor(actor);
            return true;
        } catch (Refusal notNow) {
            return false;
        }
    }

    /**
     * A file's content.
     *
     * @throws Refusal UNKNOWN {@code ticket.unknown, attachment.unknown}; RULE {@code attachment.waiting}
     */
    @Transactional(readOnly = true)
    public Content open(String ticketNo, String id) {
        Actor actor = actors.current();
        Ticket ticket = tickets.visible(ticketNo, actor);
        AttachmentRows.Row row = known(ticketNo, id, ticket, actor);
        if (row.state() == Attachment.State.WAITING) {
            throw Refusal.rule("attachment.waiting", "附件正在等待病毒检查，检查通过后才能查看。");
        }
        if (row.blob() == null) {
            throw unknown();
        }
        return new Content(views.wordsOf(ticketNo, actor).apply(row.name()), row.type(), row.size(), from -> store.read(row.blob(), from));
    }

    private AttachmentRows.Row known(String ticketNo, String id, Ticket ticket, Actor actor) {
        return rows.find(ticketNo, id).filter(row -> isKnownTo(row, ticket, actor)).orElseThrow(Attachments::unknown);
    }

    private boolean isKnownTo(AttachmentRows.Row row, Ticket ticket, Actor actor) {
        // Until it is scanned nobody but its sender knows of it.
        return ticket.files().shows(row.facts(), actor, trusted(ticket))
                && (row.state() != Attachment.State.WAITING || row.addedBy().equals(actor.id()));
    }

    private List<String> trusted(Ticket ticket) {
        return Arrays.asList(settings.text(ticket.jurisdiction(), "identity.confidentialRoles").split(","));
    }

    private static Refusal unknown() {
        return Refusal.unknown("attachment.unknown", "没有这个附件，或您无权查看。");
    }

    // ---------------------------------------------------------------- away, and open to more

    /** Takes a file away; who, when and why stay. */
    @Transactional
    public Attachment remove(String ticketNo, String id, String reason) {
        Actor actor = actors.current();
        Ticket ticket = visibleForChange(ticketNo, actor);
        AttachmentRows.Row row = known(ticketNo, id, ticket, actor);
        if (row.blob() == null) {
            throw Refusal.rule("attachment.alreadyGone", "附件已经移除。");
        }
        ticket.files().requireRemovable(row.facts(), actor);
        String why = reason(ticketNo, reason);
        rows.gone(id, Attachment.State.REMOVED, clock.instant(), actor.id(), why);
        blobs.release(row.blob());
        ticket.files().removed(actor, row.unit(), row.words() + "，理由：" + why);
        return view(rows.find(ticketNo, id).orElseThrow(), ticket, actor, UnaryOperator.identity());
    }

    /** Lets the units of a confidential ticket see a file, which someone trusted looked through first. */
    @Transactional
    public Attachment release(String ticketNo, String id, String reason) {
        Actor actor = actors.current();
        Ticket ticket = visibleForChange(ticketNo, actor);
        AttachmentRows.Row row = known(ticketNo, id, ticket, actor);
        if (!actor.isCentre() || trusted(ticket).stream().noneMatch(actor::has)) {
            throw Refusal.forbidden("attachment.releaseNotForRole", "保密工单的附件只能由可以查看诉求人信息的角色开放。");
        }
        if (!ticket.confidential() || row.unit() != null || row.releasedAt() != null) {
            throw Refusal.rule("attachment.nothingToRelease", "这个附件不需要开放：能看到工单的人员已经可以查看。");
        }
        if (row.state() != Attachment.State.READY) {
            throw Refusal.rule("attachment.alreadyGone", "附件已移除或尚未通过病毒检查，不能开放。");
        }
        String why = reason(ticketNo, reason);
        rows.released(id, clock.instant(), actor.id(), why);
        ticket.files().released(actor, row.words() + "，理由：" + why);
        return view(rows.find(ticketNo, id).orElseThrow(), ticket, actor, UnaryOperator.identity());
    }

    private Ticket visibleForChange(String ticketNo, Actor actor) {
        Ticket ticket = tickets.require(ticketNo);
        if (!ticket.isVisibleTo(actor)) {
            throw Refusal.unknown("ticket.unknown", "没有工单" + ticketNo + "，或您无权查看。");
        }
        return ticket;
    }

    private String reason(String ticketNo, String reason) {
        String text = Texts.optional("理由", reason, LONGEST_REASON);
        if (EffectiveText.length(text) < 4) {
            throw Refusal.invalid("attachment.reasonTooShort", "请写明理由，不少于4个字。");
        }
        return identityText.scrub(ticketNo, text);
    }

    // ---------------------------------------------------------------- what waited for the scanner

    /** Asks the scanner again about files that waited for it, oldest first; stops as soon as it cannot tell. */
    void scanWaiting() {
        VirusScanner configured = scanner.getIfAvailable();
        if (configured == null) {
            return;
        }
        for (String[] waiting : rows.waiting(SCANNED_AT_ONCE)) {
            AttachmentRows.Row row = rows.find(waiting[0], waiting[1]).orElseThrow();
            try {
                Optional<String> found = find(configured, row);
                transaction.executeWithoutResult(step -> settle(row, found));
            } catch (IOException stillUnreachable) {
                LOG.warn("The virus scanner cannot be asked, files wait: {}", stillUnreachable.toString());
                return;
            }
        }
    }

    private Optional<String> find(VirusScanner configured, AttachmentRows.Row row) throws IOException {
        try (IncomingFile copy = IncomingFile.receive(store.read(row.blob(), 0), row.size())) {
            return configured.find(copy.path());
        }
    }

    private void settle(AttachmentRows.Row waiting, Optional<String> found) {
        Ticket ticket = tickets.require(waiting.ticketNo());
        AttachmentRows.Row row = rows.find(waiting.ticketNo(), waiting.id()).orElseThrow();
        if (row.state() != Attachment.State.WAITING) {
            return;
        }
        if (found.isEmpty()) {
            rows.ready(row.id());
            return;
        }
        String why = "检出病毒（" + found.get() + "），已删除";
        rows.gone(row.id(), Attachment.State.INFECTED, clock.instant(), Actor.SYSTEM.id(), why);
        blobs.release(row.blob());
        ticket.files().removed(Actor.SYSTEM, row.unit(), row.words() + "，" + why);
    }

    // ---------------------------------------------------------------- for people

    private Attachment view(AttachmentRows.Row row, Ticket ticket, Actor actor, UnaryOperator<String> words) {
        boolean there = row.blob() != null;
        boolean guarded = ticket.confidential() && row.unit() == null && there;
        return new Attachment(row.id(), row.number(), words.apply(row.name()), row.type().code(), row.type().kind(),
                row.type().kind().label(), there ? row.size() : 0, row.unit(),
                row.unit() == null ? null : units.find(row.unit()).map(Unit::name).orElse(row.unit()), row.addedBy(), time(row.addedAt()),
                row.state(), row.state().label(), guarded ? row.releasedAt() != null : null,
                guarded && row.releasedAt() == null && row.state() == Attachment.State.READY && actor.isCentre()
                        && trusted(ticket).stream().anyMatch(actor::has) ? Boolean.TRUE : null,
                there && isRemovable(row, ticket, actor),
                row.removedAt() == null ? null : new Attachment.Removal(row.removedBy(), time(row.removedAt()), words.apply(row.removedReason())));
    }

    private static boolean isRemovable(AttachmentRows.Row row, Ticket ticket, Actor actor) {
        try {
            ticket.files().requireRemovable(row.facts(), actor);
            return true;
        } catch (Refusal notNow) {
            return false;
        }
    }

    private OffsetDateTime time(Instant instant) {
        return instant.atZone(clock.getZone()).toOffsetDateTime();
    }
}
