package org.hotline12345.design;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.hotline12345.common.Refusal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PublicationsTest extends DesignDoors {

    private static final String FORM = "forms/review-reply.form";
    private static final String TABLE = "dmn/return-ruling.dmn";
    private static final String LIFECYCLE = "bpmn/ticket-lifecycle.bpmn";

    @AfterEach
    void onePersonIsEnoughAgain() throws Exception {
        secondPerson(false);
    }

    @Test
    void aDraftComesIntoForceAndTheHistoryTellsInWordsWhatChanged() throws Exception {
        String id = draft("designer", FORM, model(FORM).replace("\"复核结论\"", "\"复核意见\""), TABLE,
                model(TABLE).replace("&gt;= maxSamePair", "&gt; maxSamePair"), LIFECYCLE, model(LIFECYCLE).replace("分类派单", "判断并派单"));
        JsonNode draft = post("designer", submission(id), "{\"note\":\"按会议要求调整\"}", 200);

        assertThat(draft.get("state").asText()).isEqualTo("published");
        JsonNode publication = get("admin", "/api/designer/publications/" + draft.get("publication").asText(), 200);
        assertThat(publication.get("by").asText()).isEqualTo("designer");
        assertThat(publication.get("note").asText()).isEqualTo("按会议要求调整");
        assertThat(publication.get("origin").asText()).isEqualTo("designer");
        assertThat(words(publication, FORM)).anySatisfy(line -> assertThat(line).startsWith("修改字段「复核意见」").contains("原为字段「复核结论」"));
        assertThat(words(publication, TABLE)).singleElement().satisfies(line -> assertThat(line)
                .startsWith("修改规则行「同一对单位来回退回达到上限").contains("由「>= maxSamePair」改为「> maxSamePair」"));
        assertThat(words(publication, LIFECYCLE)).contains("修改用户任务「判断并派单」：原为用户任务「分类派单」");
        JsonNode inForce = get("designer", "/api/designer/models", 200);
        assertThat(inForce.get("publication").asText()).isEqualTo(publication.get("id").asText());
        assertThat(model(inForce, TABLE).get("publishedBy").asText()).isEqualTo("designer");
        assertThat(model(inForce, TABLE).get("origin").asText()).isEqualTo("designer");
        assertThat(model(inForce, "dmn/acceptance.dmn").get("origin").asText()).isEqualTo("product");
        assertThat(new String(download("designer", "/api/designer/models/form/review-reply"), StandardCharsets.UTF_8)).contains("复核意见");
        assertThat(new String(download("designer", "/api/designer/models/form/review-reply?version=1"), StandardCharsets.UTF_8))
                .isEqualTo(model(FORM));
        JsonNode versions = get("designer", "/api/designer/models/decision/acceptance/versions", 200);
        assertThat(versions.get("items").get(0).get("changed").asBoolean()).isFalse();
        assertThat(versions.get("total").asInt()).isEqualTo(2);
        assertThat(get("designer", "/api/designer/publications?size=1", 200).get("items").get(0).get("id")).isEqualTo(publication.get("id"));
    }

    @Test
    void addedAndRemovedElementsRowsAndFieldsAreTold() {
        assertThat(inWords("x.form", "{\"components\":[{\"key\":\"a\",\"label\":\"甲\"},{\"key\":\"b\",\"label\":\"乙\"}]}",
                "{\"components\":[{\"key\":\"b\",\"label\":\"乙\"},{\"key\":\"c\",\"label\":\"丙\"}]}"))
                .containsExactly("新增字段「丙」", "删除字段「甲」");
        String row = "<rule id=\"R%1$s\"><description>规则%1$s</description><inputEntry><text>%1$s</text></inputEntry></rule>";
        String table = "<definitions><decision id=\"d\"><decisionTable><input label=\"次数\"/>%s</decisionTable></decision></definitions>";
        assertThat(inWords("x.dmn", table.formatted(row.formatted(1) + row.formatted(2)), table.formatted(row.formatted(2) + row.formatted(3))))
                .containsExactly("新增规则行「规则3」", "删除规则行「规则1」");
        String process = "<definitions><process id=\"p\"><userTask id=\"%s\" name=\"%s\"/></process></definitions>";
        assertThat(inWords("x.bpmn", process.formatted("Task_A", "甲"), process.formatted("Task_B", "乙")))
                .containsExactly("新增用户任务「乙」", "删除用户任务「甲」");
        assertThat(inWords("x.bpmn", process.formatted("Task_A", "甲"), process.formatted("Task_A", "甲") + "\n"))
                .containsExactly("只有图形布局、顺序或格式变化");
    }

    @Test
    void aSecondPersonPublishesWhereTheHotlineSaysSo() throws Exception {
        secondPerson(true);
        String id = draft("designer", FORM, model(FORM).replace("复核结论", "复核意见"));
        assertThat(post("designer", submission(id), "{\"note\":\"调整措辞\"}", 200).get("state").asText()).isEqualTo("submitted");
        assertThat(inForce(FORM)).isEqualTo(model(FORM));

        assertThat(code(post("designer", "/api/designer/drafts/" + id + "/approval", "{}", 403))).isEqualTo("design.ownDraft");
        assertThat(code(post("supervisor", "/api/designer/drafts/" + id + "/approval", "{}", 403))).isEqualTo("design.notForRole");
        JsonNode rejected = post("admin", "/api/designer/drafts/" + id + "/rejection", "{\"reason\":\"请写明依据\"}", 200);
        assertThat(rejected.get("state").asText()).isEqualTo("rejected");
        assertThat(rejected.get("reason").asText()).isEqualTo("请写明依据");
        assertThat(code(post("admin", "/api/designer/drafts/" + id + "/approval", "{}", 409))).isEqualTo("design.draftClosed");

        post("designer", submission(id), "{\"note\":\"调整措辞，依据会议纪要\"}", 200);
        JsonNode published = post("admin", "/api/designer/drafts/" + id + "/approval", "{\"note\":\"同意\"}", 200);
        JsonNode publication = get("designer", "/api/designer/publications/" + published.get("publication").asText(), 200);
        assertThat(publication.get("by").asText()).isEqualTo("designer");
        assertThat(publication.get("approvedBy").asText()).isEqualTo("admin");
        assertThat(inForce(FORM)).contains("复核意见");
        JsonNode waiting = post("designer", "/api/designer/publications/" + publication.get("id").asText() + "/rollback", "{\"note\":\"有误\"}", 202);
        assertThat(waiting.get("state").asText()).isEqualTo("submitted");
        assertThat(inForce(FORM)).contains("复核意见");
    }

    @Test
    void aDraftWithErrorsIsNotPublished() throws Exception {
        String id = draft("designer", LIFECYCLE, model(LIFECYCLE).replaceFirst("\\$\\{assignUnitDelegate}", "\\${dataSource}"));
        assertThat(code(post("designer", submission(id), "{\"note\":\"x\"}", 409))).isEqualTo("design.draftHasErrors");
        assertThat(get("designer", "/api/designer/drafts/" + id, 200).get("state").asText()).isEqualTo("open");
        assertThat(inForce(LIFECYCLE)).isEqualTo(model(LIFECYCLE));
    }

    @Test
    void aDraftOverASetThatChangedIsCheckedAnewAndComesBack() throws Exception {
        String mine = draft("designer", FORM, model(FORM).replace("复核结论", "复核意见"));
        String theirs = draft("admin", FORM, model(FORM).replace("对照诉求", "依照诉求"));
        post("admin", submission(theirs), "{\"note\":\"先发布\"}", 200);

        JsonNode refused = post("designer", submission(mine), "{\"note\":\"后发布\"}", 409);
        assertThat(code(refused)).isEqualTo("design.setChanged");
        assertThat(refused.get("detail").asText()).contains(FORM).contains("覆盖");
        assertThat(inForce(FORM)).contains("依照诉求");
        assertThat(post("designer", submission(mine), "{\"note\":\"看过了\"}", 200).get("state").asText()).isEqualTo("published");
    }

    @Test
    void aPublicationIsRolledBackAsANewOne() throws Exception {
        String before = inForce(FORM);
        String id = draft("designer", FORM, model(FORM).replace("复核结论", "复核意见"), "forms/brand-new.form",
                model(FORM).replace("\"review-reply\"", "\"brand-new\""));
        String publication = post("designer", submission(id), "{\"note\":\"试一试\"}", 200).get("publication").asText();
        assertThat(models.inForce()).containsKey("forms/brand-new.form");

        JsonNode back = post("designer", "/api/designer/publications/" + publication + "/rollback", "{\"note\":\"群众看不懂\"}", 201);
        assertThat(back.get("origin").asText()).isEqualTo("rollback");
        assertThat(back.get("note").asText()).contains("群众看不懂");
        assertThat(back.get("files").findValuesAsText("change")).containsExactly("removed", "changed");
        assertThat(inForce(FORM)).isEqualTo(before);
        assertThat(Contents.hashes(models.inForce())).isEqualTo(Contents.hashes(models.product()));
        assertThat(code(post("designer", "/api/designer/publications/" + publication + "/rollback", "{\"note\":\"再来\"}", 409)))
                .isEqualTo("design.nothingChanges");
        assertThat(code(post("supervisor", "/api/designer/publications/" + publication + "/rollback", "{\"note\":\"x\"}", 403)))
                .isEqualTo("design.notForRole");
        assertThat(code(post("designer", "/api/designer/publications/none/rollback", "{\"note\":\"x\"}", 404))).isEqualTo("design.unknownPublication");
    }

    @Test
    void theOutlookForRunningCasesDeploysNothing() throws Exception {
        String id = draft("designer", LIFECYCLE, model(LIFECYCLE).replace("分类派单", "判断并派单"));
        JsonNode processes = get("designer", "/api/designer/drafts/" + id + "/migration", 200).get("processes");
        assertThat(processes.findValuesAsText("id")).contains("ticket-lifecycle", "unit-handling");
        assertThat(processes).allSatisfy(process -> assertThat(process.get("blocked")).isEmpty());
        assertThat(repositoryService.createDeploymentQuery().count()).isOne();
        assertThat(code(get("supervisor", "/api/designer/drafts/" + id + "/migration", 403))).isEqualTo("design.notForRole");
        long underWay = jdbc.sql("select count(*) from ACT_RU_EXECUTION where PARENT_ID_ is null and SUPER_EXEC_ is null")
                .query(Long.class).single();
        JsonNode published = post("designer", submission(id), "{\"note\":\"一并迁移\",\"migrate\":true}", 200);
        identityService.clearAuthentication();
        List<String> steps = backgroundSteps();
        while (!steps.isEmpty()) {
            steps.forEach(managementService::executeJob);
            steps = backgroundSteps();
        }
        JsonNode publication = get("designer", "/api/designer/publications/" + published.get("publication").asText(), 200);
        assertThat(publication.get("migration").asText()).isEqualTo("done");
        assertThat(publication.get("migrated").asLong() + publication.get("left").asLong()).isEqualTo(underWay);
    }

    private List<String> backgroundSteps() {
        return jdbc.sql("select ID_ from ACT_RU_JOB where HANDLER_TYPE_ = 'hotline-background'").query(String.class).list();
    }

    @Test
    void ofTwoWhoPublishAtOnceOneWins() throws Exception {
        List<String> drafts = List.of(draft("designer", FORM, model(FORM).replace("复核结论", "复核意见")),
                draft("admin", TABLE, model(TABLE).replace("&gt;= maxSamePair", "&gt; maxSamePair")));
        CyclicBarrier together = new CyclicBarrier(2);
        ExecutorService people = Executors.newFixedThreadPool(2);
        List<Future<JsonNode>> answers = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            String user = i == 0 ? "designer" : "admin";
            String id = drafts.get(i);
            answers.add(people.submit(() -> {
                together.await();
                return postAny(user, submission(id), "{\"note\":\"同时\"}");
            }));
        }
        List<JsonNode> both = List.of(answers.get(0).get(), answers.get(1).get());
        people.shutdown();
        assertThat(both).filteredOn(answer -> "published".equals(answer.path("state").asText())).hasSize(1);
        assertThat(both).filteredOn(answer -> answer.path("status").asInt() == 409).hasSize(1)
                .allSatisfy(answer -> assertThat(code(answer)).isIn("design.publishedMeanwhile", "design.setChanged"));
        boolean form = inForce(FORM).contains("复核意见");
        boolean table = inForce(TABLE).contains("&gt; maxSamePair");
        assertThat(form).isNotEqualTo(table);
    }

    @Test
    void aDeploymentThroughTheEnginesDoorIsAPublication() throws Exception {
        long before = rows("design_publication");
        as("designer");
        String deployment = repositoryService.createDeployment().name("Modeler").enableDuplicateFiltering(true)
                .addString("review-reply.form", model(FORM).replace("复核结论", "复核意见")).deploy().getId();

        assertThat(repositoryService.getDeploymentResourceNames(deployment)).contains(FORM, LIFECYCLE, TABLE);
        JsonNode publication = get("designer", "/api/designer/publications?size=1", 200).get("items").get(0);
        assertThat(publication.get("deployment").asText()).isEqualTo(deployment);
        assertThat(publication.get("note").asText()).contains("Modeler");
        assertThat(rows("design_publication")).isEqualTo(before + 1);
        as("designer");
        assertThat(refusalOf(() -> repositoryService.createDeployment().addDeploymentResources(deployment).deploy()).code())
                .isEqualTo("platform.redeployClosed");
        as("designer");
        assertThat(refusalOf(() -> repositoryService.createDeployment().tenantId("other").addString("x.form", "{}").deploy()).code())
                .isEqualTo("platform.noTenants");
    }

    @Test
    void withASecondPersonADeploymentThroughTheEnginesDoorIsADraft() throws Exception {
        secondPerson(true);
        String deployment = models.deploymentInForce().orElseThrow();
        as("designer");
        String changed = model(FORM).replace("复核结论", "复核意见");
        Refusal refusal = refusalOf(() -> repositoryService.createDeployment().name("Modeler").addString("review-reply.form", changed).deploy());

        assertThat(refusal.code()).isEqualTo("design.awaitsSecondPerson");
        identityService.clearAuthentication();
        assertThat(models.deploymentInForce()).contains(deployment);
        JsonNode draft = get("admin", "/api/designer/drafts?state=submitted&size=1", 200).get("items").get(0);
        assertThat(refusal.getMessage()).contains(draft.get("id").asText());
        assertThat(post("admin", "/api/designer/drafts/" + draft.get("id").asText() + "/approval", "{}", 200).get("state").asText())
                .isEqualTo("published");
        assertThat(inForce(FORM)).isEqualTo(changed);
    }

    // ------------------------------------------------------------------ people

    private void as(String user) {
        identityService.setAuthentication(user, List.of(user));
    }

    private static Refusal refusalOf(org.assertj.core.api.ThrowableAssert.ThrowingCallable step) {
        for (Throwable cause = catchThrowable(step); cause != null; cause = cause.getCause()) {
            if (cause instanceof Refusal refusal) {
                return refusal;
            }
        }
        throw new AssertionError("was not refused");
    }

    private void secondPerson(boolean asked) throws Exception {
        identityService.clearAuthentication();
        put("admin", "/api/settings/design.secondPerson?jurisdiction=430500", "{\"value\":\"" + asked + "\"}", 200);
    }

    private String draft(String user, String... files) throws Exception {
        return upload(user, 201, null, files).get("id").asText();
    }

    private static String submission(String draft) {
        return "/api/designer/drafts/" + draft + "/submission";
    }

    private String inForce(String resource) {
        return new String(models.inForce().get(resource), StandardCharsets.UTF_8);
    }

    private static List<String> inWords(String resource, String before, String after) {
        return Changes.inWords(resource, before.getBytes(StandardCharsets.UTF_8), after.getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> words(JsonNode publication, String resource) {
        List<String> words = new ArrayList<>();
        publication.get("files").forEach(file -> {
            if (file.get("resource").asText().equals(resource)) {
                file.get("changes").forEach(line -> words.add(line.asText()));
            }
        });
        return words;
    }

    private static JsonNode model(JsonNode inForce, String resource) {
        for (JsonNode model : inForce.get("models")) {
            if (model.get("resource").asText().equals(resource)) {
                return model;
            }
        }
        throw new AssertionError("no " + resource + " in " + inForce);
    }

    static String code(JsonNode problem) {
        return problem.get("code").asText();
    }
}
