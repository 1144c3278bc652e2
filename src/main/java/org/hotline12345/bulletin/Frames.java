package org.hotline12345.bulletin;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hotline12345.common.Actors;
import org.hotline12345.common.AuditTrail.Entry;
import org.hotline12345.common.AuditTrail;
import org.hotline12345.common.Refusal;
import org.hotline12345.common.Texts;
import org.hotline12345.organization.Jurisdiction;
import org.hotline12345.organization.Jurisdictions;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What a city prints around its bulletins (版头和版记): issuer, 机关代字, recipients, publicity, contact; by kind, or for all. */
@Component
public class Frames {

    private static final String PUBLICITY = "依申请公开";
    private static final String ANY_KIND = "全部种类";

    private final JdbcClient jdbc;
    private final Numbering numbering;
    private final Jurisdictions jurisdictions;
    private final Actors actors;
    private final AuditTrail trail;
    private final Clock clock;

    Frames(JdbcClient jdbc, Numbering numbering, Jurisdictions jurisdictions, Actors actors, AuditTrail trail, Clock clock) {
        this.jdbc = jdbc;
        this.numbering = numbering;
        this.jurisdictions = jurisdictions;
        this.actors = actors;
        this.trail = trail;
        this.clock = clock;
    }

    /**
     * One frame.
     *
     * @param kind code of a kind, or empty for every kind without a frame of its own
     * @param mark 机关代字, as in 邵行审发〔2023〕4号
     * @param sentTo 发, {@code deliveredTo} 送, {@code copiedTo} 抄送; each or null
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Frame(String kind, String issuer, String mark, String sentTo, String deliveredTo, String copiedTo, String publicity,
            String contact) {
    }

    /** Where a frame comes from: set for the kind itself, for all kinds, or nowhere, so that the product makes one up. */
    public enum Source {
        KIND, ALL, STANDARD;

        @JsonValue
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * What bulletins of a kind begin with.
     *
     * @param kind code, or empty for all kinds without a frame of their own
     * @param kindName Chinese
     */
    public record InForce(String kind, String kindName, Source source, Frame frame) {
    }

    /**
     * Every kind with the frame in force.
     *
     * @param year the numbers are of
     * @param nextNumbers by mark, as things stand; 1 for marks that are not there
     */
    public record Overview(String jurisdiction, String jurisdictionName, int year, List<InForce> kinds, SortedMap<String, Integer> nextNumbers) {
    }

    /** Frames of a jurisdiction by kind. */
    @Transactional(readOnly = true)
    public List<Frame> list(String jurisdiction) {
        Readers.requireStaff(actors.current());
        return set(jurisdictions.require(jurisdiction));
    }

    /** What is set and what is not, for all kinds first, then in the order of the kinds; for whoever sees drafts. */
    @Transactional(readOnly = true)
    public Overview overview(String jurisdiction) {
        Readers.requireStaff(actors.current());
        Jurisdiction place = jurisdictions.require(jurisdiction);
        Map<String, Frame> set = set(place).stream().collect(Collectors.toMap(Frame::kind, Function.identity()));
        List<InForce> kinds = new ArrayList<>();
        kinds.add(inForce(place, set, "", ANY_KIND));
        for (BulletinKind kind : BulletinKind.values()) {
            kinds.add(inForce(place, set, kind.code(), kind.label()));
        }
        int year = LocalDate.now(clock).getYear();
        return new Overview(place.code(), place.name(), year, kinds, numbering.next(year));
    }

    /** Whether a jurisdiction has set any; else its bulletins are numbered by a mark nobody gave it. */
    @Transactional(readOnly = true)
    public boolean isSet(Jurisdiction place) {
        return !set(place).isEmpty();
    }

    /** The frame a new bulletin of the kind begins with. */
    Frame of(Jurisdiction place, BulletinKind kind) {
        return inForce(place, set(place).stream().collect(Collectors.toMap(Frame::kind, Function.identity())), kind.code(), kind.label()).frame;
    }

    private List<Frame> set(Jurisdiction place) {
        return jdbc.sql("select * from bulletin_frame where jurisdiction = :place order by kind").param("place", place.code())
                .query((row, n) -> frame(row)).list();
    }

    private static InForce inForce(Jurisdiction place, Map<String, Frame> set, String kind, String kindName) {
        if (set.containsKey(kind)) {
            return new InForce(kind, kindName, kind.isEmpty() ? Source.ALL : Source.KIND, set.get(kind));
        }
        return set.containsKey("") ? new InForce(kind, kindName, Source.ALL, set.get("")) : new InForce(kind, kindName, Source.STANDARD,
                new Frame("", place.name() + "12345政务服务便民热线", place.prefix() + "热线", null, null, null, PUBLICITY, null));
    }

    /**
     * Sets one; in force for bulletins begun from now on.
     *
     * @return the frame as it is kept
     * @throws Refusal FORBIDDEN {@code bulletin.notFrameKeeper}; INVALID {@code bulletin.badMark}, {@code bulletin.unknownKind},
     *     {@code common.missingField}, {@code common.textTooLong}
     */
    @Transactional
    public Frame define(String jurisdiction, Frame wanted) {
        requireKeeper();
        String place = jurisdictions.require(jurisdiction).code();
        String kind = wanted.kind() == null || wanted.kind().isBlank() ? "" : BulletinKind.of(wanted.kind()).code();
        String mark = Texts.required("机关代字", wanted.mark(), 40);
        if (!mark.matches("[\\p{IsHan}A-Za-z0-9]+")) {
            throw Refusal.invalid("bulletin.badMark", "机关代字只能用汉字、字母和数字，例如：邵行审发。").at("mark");
        }
        Map<String, Object> values = new HashMap<>();
        values.put("place", place);
        values.put("kind", kind);
        values.put("issuer", Texts.required("发文机关", wanted.issuer(), 100));
        values.put("mark", mark);
        values.put("sentTo", Texts.optional("发", wanted.sentTo(), 500));
        values.put("deliveredTo", Texts.optional("送", wanted.deliveredTo(), 500));
        values.put("copiedTo", Texts.optional("抄送", wanted.copiedTo(), 500));
        values.put("publicity", Texts.required("公开属性", wanted.publicity(), 40));
        values.put("contact", Texts.optional("联系人", wanted.contact(), 200));
        remove(place, kind);
        jdbc.sql("insert into bulletin_frame (jurisdiction, kind, issuer, mark, sent_to, delivered_to, copied_to, publicity, contact) values "
                + "(:place, :kind, :issuer, :mark, :sentTo, :deliveredTo, :copiedTo, :publicity, :contact)").params(values).update();
        trail.record(new Entry(AuditTrail.BULLETIN, place, "设置版头版记（" + nameOf(kind) + "）：" + values.get("issuer") + "，" + mark));
        return new Frame(kind, (String) values.get("issuer"), mark, (String) values.get("sentTo"), (String) values.get("deliveredTo"),
                (String) values.get("copiedTo"), (String) values.get("publicity"), (String) values.get("contact"));
    }

    /**
     * Takes one back: a kind begins with the frame of all kinds from now on, all kinds with the product's.
     *
     * @param kindCode of a kind, or null or empty for the frame of all kinds
     * @throws Refusal FORBIDDEN {@code bulletin.notFrameKeeper}; INVALID {@code bulletin.unknownKind}
     */
    @Transactional
    public void withdraw(String jurisdiction, String kindCode) {
        requireKeeper();
        String place = jurisdictions.require(jurisdiction).code();
        String kind = kindCode == null || kindCode.isBlank() ? "" : BulletinKind.of(kindCode).code();
        if (remove(place, kind)) {
            trail.record(new Entry(AuditTrail.BULLETIN, place, "取消版头版记（" + nameOf(kind) + "）"));
        }
    }

    private boolean remove(String place, String kind) {
        return jdbc.sql("delete from bulletin_frame where jurisdiction = :place and kind = :kind").param("place", place).param("kind", kind)
                .update() > 0;
    }

    private void requireKeeper() {
        if (!actors.current().hasAny(Readers.EDITOR, "supervisor", "camunda-admin")) {
            throw Refusal.forbidden("bulletin.notFrameKeeper", "版头和版记由通报采编员、督办员或系统管理员设置。");
        }
    }

    private static String nameOf(String kind) {
        return kind.isEmpty() ? ANY_KIND : BulletinKind.of(kind).label();
    }

    private static Frame frame(ResultSet row) throws SQLException {
        return new Frame(row.getString("kind"), row.getString("issuer"), row.getString("mark"), row.getString("sent_to"),
                row.getString("delivered_to"), row.getString("copied_to"), row.getString("publicity"), row.getString("contact"));
    }
}
