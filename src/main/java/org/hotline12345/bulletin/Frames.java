package org.hotline12345.bulletin;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hotline12345.common.Actors;
import org.hotline12345.common.AuditTrail;
import org.hotline12345.common.AuditTrail.Entry;
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

    private final JdbcClient jdbc;
    private final Jurisdictions jurisdictions;
    private final Actors actors;
    private final AuditTrail trail;

    Frames(JdbcClient jdbc, Jurisdictions jurisdictions, Actors actors, AuditTrail trail) {
        this.jdbc = jdbc;
        this.jurisdictions = jurisdictions;
        this.actors = actors;
        this.trail = trail;
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

    /** Frames of a jurisdiction by kind. */
    @Transactional(readOnly = true)
    public List<Frame> list(String jurisdiction) {
        Readers.requireStaff(actors.current());
        return jdbc.sql("select * from bulletin_frame where jurisdiction = :place order by kind")
                .param("place", jurisdictions.require(jurisdiction).code()).query((row, n) -> frame(row)).list();
    }

    /** The frame a new bulletin of the kind begins with. */
    Frame of(Jurisdiction place, BulletinKind kind) {
        return jdbc.sql("select * from bulletin_frame where jurisdiction = :place and kind in (:kind, '') order by kind desc limit 1")
                .param("place", place.code()).param("kind", kind.code()).query((row, n) -> frame(row)).optional()
                .orElseGet(() -> new Frame("", place.name() + "12345政务服务便民热线", place.prefix() + "热线", null, null, null, PUBLICITY, null));
    }

    /**
     * Sets one; in force for bulletins begun from now on.
     *
     * @throws Refusal FORBIDDEN {@code bulletin.notFrameKeeper}
     */
    @Transactional
    public Frame define(String jurisdiction, Frame wanted) {
        if (!actors.current().hasAny("bulletin-editor", "supervisor", "camunda-admin")) {
            throw Refusal.forbidden("bulletin.notFrameKeeper", "版头和版记由通报采编员、督办员或系统管理员设置。");
        }
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
        jdbc.sql("delete from bulletin_frame where jurisdiction = :place and kind = :kind").params(values).update();
        jdbc.sql("insert into bulletin_frame (jurisdiction, kind, issuer, mark, sent_to, delivered_to, copied_to, publicity, contact) values "
                + "(:place, :kind, :issuer, :mark, :sentTo, :deliveredTo, :copiedTo, :publicity, :contact)").params(values).update();
        trail.record(new Entry(AuditTrail.BULLETIN, place, "设置版头版记" + (kind.isEmpty() ? "" : "（" + BulletinKind.of(kind).label() + "）") + "："
                + values.get("issuer") + "，" + mark));
        return of(jurisdictions.require(place), kind.isEmpty() ? BulletinKind.SPECIAL : BulletinKind.of(kind));
    }

    private static Frame frame(ResultSet row) throws SQLException {
        return new Frame(row.getString("kind"), row.getString("issuer"), row.getString("mark"), row.getString("sent_to"),
                row.getString("delivered_to"), row.getString("copied_to"), row.getString("publicity"), row.getString("contact"));
    }
}
