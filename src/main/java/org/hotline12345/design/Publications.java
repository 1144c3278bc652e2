package org.hotline12345.design;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.hotline12345.common.Actor;
import org.hotline12345.common.BroughtModels;
import org.hotline12345.common.Models;
import org.hotline12345.common.Page;
import org.hotline12345.common.Refusal;
import org.hotline12345.common.Texts;
import org.hotline12345.organization.Jurisdictions;
import org.hotline12345.organization.Settings;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Puts drafts into force: at once, or by a second person where the hotline says so; takes publications back; tells the
 * history. A draft made over another set than the one in force is checked anew first and comes back to its author.
 */
@Component
public class Publications implements BroughtModels {

    private static final int LONGEST_NOTE = 500;
    private static final String SECOND_PERSON = "design.secondPerson";

    private final Drafts drafts;
    private final Publishing publishing;
    private final PublicationRows rows;
    private final Contents contents;
    private final Models models;
    private final Designers designers;
    private final Settings settings;
    private final Jurisdictions jurisdictions;
    private final TransactionTemplate transaction;

    Publications(Drafts drafts, Publishing publishing, PublicationRows rows, Contents contents, Models models, Designers designers,
            Settings settings, Jurisdictions jurisdictions, TransactionTemplate transaction) {
        this.drafts = drafts;
        this.publishing = publishing;
        this.rows = rows;
        this.contents = contents;
        this.models = models;
        this.designers = designers;
        this.settings = settings;
        this.jurisdictions = jurisdictions;
        this.transaction = transaction;
    }

    /**
     * Publishes a draft, or hands it to a second person where one is asked for.
     *
     * @param note why, shown in the history; null keeps the draft's own
     * @param migrate whether running cases are to move along
     * @throws Refusal RULE {@code design.setChanged} when the set in force changed since the draft was checked (it is
     *     checked anew then), {@code design.draftHasErrors}, {@code design.draftClosed}, {@code design.publishedMeanwhile}
     */
    public Draft submit(String id, String note, boolean migrate) {
        String who = designers.require().id();
        refuseStale(id);
        return transaction.execute(status -> {
            Draft draft = drafts.require(id);
            String why = Texts.required("发布说明", note == null || note.isBlank() ? draft.note() : note, LONGEST_NOTE);
            drafts.submit(id, who, why, migrate);
            if (!asksForSecondPerson()) {
                drafts.publish(id, who, publishing::put);
            }
            return drafts.require(id);
        });
    }

    /** The second person agrees: the draft comes into force. @throws Refusal FORBIDDEN {@code design.ownDraft}; as {@link #submit} */
    public Draft approve(String id, String note) {
        Actor actor = designers.require();
        String remark = Texts.optional("意见", note, LONGEST_NOTE);
        refuseOwn(id, actor);
        refuseStale(id);
        return transaction.execute(status -> {
            drafts.requireState(id, "submitted");
            drafts.remark(id, remark);
            drafts.publish(id, actor.id(), publishing::put);
            return drafts.require(id);
        });
    }

    /** The second person does not agree. @throws Refusal FORBIDDEN {@code design.ownDraft}; RULE {@code design.draftClosed} */
    @Transactional
    public Draft reject(String id, String reason) {
        Actor actor = designers.require();
        refuseOwn(id, actor);
        drafts.reject(id, actor.id(), Texts.required("退回理由", reason, LONGEST_NOTE));
        return drafts.require(id);
    }

    /** A page of publications, newest first. */
    @Transactional(readOnly = true)
    public Listing<Publication> list(int page, int size) {
        designers.require();
        Page.check(page, size);
        return new Listing<>(rows.page(page, size), rows.count());
    }

    /** One publication with what it changed in words. @throws Refusal UNKNOWN {@code design.unknownPublication} */
    @Transactional(readOnly = true)
    public Publication require(String id) {
        designers.require();
        return rows.find(id).orElseThrow(() -> Refusal.unknown("design.unknownPublication", "没有这次发布，请刷新列表。"));
    }

    /**
     * Brings back the set as it was before a publication, as a new publication; a draft where a second person is asked
     * for.
     *
     * @throws Refusal RULE {@code design.nothingChanges} when that set is in force
     */
    @Transactional
    public Draft rollBack(String id, String note) {
        String who = designers.require().id();
        Publication publication = require(id);
        String why = Texts.required("回退理由", note, LONGEST_NOTE - 50);
        Map<String, byte[]> before = contents.set(rows.setBefore(id));
        if (before.isEmpty()) {
            throw Refusal.rule("design.firstPublication", "这是首次安装的模型，之前没有可以恢复的模型。");
        }
        String draft = drafts.make("rollback", changes(models.inForce(), before), "回退第" + publication.number() + "次发布：" + why);
        return publishNow(draft, who);
    }

    /** Within the caller's transaction: publishes a draft just made, or hands it to the second person. */
    Draft publishNow(String draft, String who) {
        drafts.submit(draft, who, null, false);
        if (!asksForSecondPerson()) {
            drafts.publish(draft, who, publishing::put);
        }
        return drafts.require(draft);
    }

    @Override
    public void receive(Map<String, byte[]> files, String name, Function<Map<String, byte[]>, String> deploy) {
        String who = designers.require().id();
        List<Drafts.Upload> uploads = new ArrayList<>();
        files.forEach((file, content) -> uploads.add(new Drafts.Upload(file, content)));
        String waiting = transaction.execute(status -> {
            Draft draft = drafts.create(uploads, name == null || name.length() > 100 ? "经引擎接口部署" : "经引擎接口部署：" + name);
            List<String> errors = errors(draft);
            if (!errors.isEmpty()) {
                throw Refusal.invalid("platform.modelRefused", "模型未通过检查：" + Publishing.sentences(errors));
            }
            drafts.submit(draft.id(), who, null, false);
            if (asksForSecondPerson()) {
                return draft.id();
            }
            drafts.publish(draft.id(), who, candidate -> publishing.put(candidate, deploy));
            return null;
        });
        if (waiting != null) {
            throw Refusal.rule("design.awaitsSecondPerson", "模型已通过检查并保存为待批准的草稿（" + waiting
                    + "），尚未生效：须由另一名流程设计员或系统管理员在流程设计页面批准。");
        }
    }

    /** @param target null contents take a file out */
    static Map<String, byte[]> changes(Map<String, byte[]> inForce, Map<String, byte[]> target) {
        Map<String, byte[]> changes = new TreeMap<>();
        target.forEach((resource, content) -> {
            if (!Arrays.equals(content, inForce.get(resource))) {
                changes.put(resource, content);
            }
        });
        inForce.keySet().stream().filter(resource -> !target.containsKey(resource)).forEach(resource -> changes.put(resource, null));
        return changes;
    }

    boolean asksForSecondPerson() {
        return settings.flag(jurisdictions.defaultCode(), SECOND_PERSON);
    }

    /** In a transaction of its own, so that what the new check found stays although the step is refused. */
    private void refuseStale(String id) {
        List<String> overwritten = transaction.execute(status -> drafts.checkAnewIfStale(id));
        if (overwritten != null) {
            throw Refusal.rule("design.setChanged", "草稿形成后现行模型已经变更；已按新的现行模型重新检查，请核对检查结果后再次提交。"
                    + (overwritten.isEmpty() ? "" : "注意：" + String.join("、", overwritten)
                    + " 在此期间已被他人修改，发布会覆盖其修改；要保留的，请下载现行版本合并后重新上传。"));
        }
    }

    private void refuseOwn(String id, Actor actor) {
        if (drafts.isOwn(id, actor.id())) {
            throw Refusal.forbidden("design.ownDraft", "不能批准或退回自己提交的草稿，须由另一名流程设计员或系统管理员办理。");
        }
    }

    static List<String> errors(Draft draft) {
        return draft.findings().stream().filter(found -> found.severity().equals("error"))
                .map(found -> found.resource() + (found.elementId() == null ? "" : " " + found.elementId()) + "：" + found.message()).toList();
    }
}
