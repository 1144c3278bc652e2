package org.hotline12345.attachment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.camunda.bpm.engine.FormService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.TaskService;
import org.hotline12345.common.DemoAccounts;
import org.hotline12345.organization.Settings;
import org.hotline12345.platform.MovableClock;
import org.hotline12345.support.Proves;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Files on tickets through the doors, with a virus scanner that comes and goes: who adds, sees, removes and releases what. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = {
        "spring.datasource.url=jdbc:h2:mem:attachments;DB_CLOSE_DELAY=-1",
        "camunda.bpm.job-execution.enabled=false"})
@ActiveProfiles("demo")
class AttachmentDoorsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ScannerDaemon SCANNER = new ScannerDaemon();
    private static final AtomicInteger SALT = new AtomicInteger();
    private static final String NAME = "司马寒梅";
    private static final String REPLY = "经现场核实，商家已当面向群众退还全部款项并致歉，群众表示认可。";

    @LocalServerPort
    int port;
    @Autowired
    Attachments attachments;
    @Autowired
    AttachmentStore store;
    @Autowired
    Blobs blobs;
    @Autowired
    JdbcClient jdbc;
    @Autowired
    MovableClock clock;
    @Autowired
    Settings settings;
    @Autowired
    TaskService taskService;
    @Autowired
    FormService formService;
    @Autowired
    IdentityService identityService;

    @DynamicPropertySource
    static void scanner(DynamicPropertyRegistry properties) {
        properties.add("hotline.attachment.scanner", SCANNER::address);
        properties.add("hotline.attachment.scannerTimeout", () -> "5s");
        properties.add("hotline.attachment.directory", () -> "target/attachments-of-doors");
    }

    @BeforeEach
    void nothingIsLeftOfEarlierRuns() throws IOException {
        if (jdbc.sql("select count(*) from attachment_blob").query(Integer.class).single() == 0) {
            for (String hash : store.hashes()) {
                store.forget(hash);
            }
        }
    }

    @AfterEach
    void everythingWorksAgain() {
        SCANNER.outOfOrder(false);
        clock.reset();
    }

    @AfterAll
    static void noScannerIsLeft() {
        SCANNER.close();
    }

    // ------------------------------------------------------------------ people

    private record Answer(int status, byte[] body, HttpResponse<byte[]> response) {

        JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (IOException e) {
                throw new AssertionError("no JSON: " + status + " " + text(), e);
            }
        }

        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        Answer expect(int expected) {
            assertThat(status).as(text()).isEqualTo(expected);
            return this;
        }

        void refused(int expected, String code) {
            assertThat(json().path("code").asText()).as(text()).isEqualTo(code);
            assertThat(status).isEqualTo(expected);
        }
    }

    private HttpRequest.Builder request(String user, String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path)).timeout(Duration.ofSeconds(30))
                .header("Authorization", basic(user));
    }

    private static String basic(String user) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + DemoAccounts.PASSWORD).getBytes(StandardCharsets.UTF_8));
    }

    private static Answer send(HttpRequest request) {
        try {
            HttpResponse<byte[]> response = HTTP.send(request, HttpResponse.BodyHandlers.ofByteArray());
            return new Answer(response.statusCode(), response.body(), response);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private Answer get(String user, String path, String... headers) {
        HttpRequest.Builder request = request(user, path);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request.GET().build());
    }

    private Answer post(String user, String path, String json) {
        return send(request(user, path).header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(json)).build());
    }

    private static byte[] multipart(String name, byte[] content) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(("--border\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name.replace("\\", "\\\\").replace("\"", "%22")
                + "\"\r\nContent-Type: application/octet-stream\r\n\r\n").getBytes(StandardCharsets.UTF_8));
        body.writeBytes(content);
        body.writeBytes("\r\n--border--\r\n".getBytes(StandardCharsets.UTF_8));
        return body.toByteArray();
    }

    private Answer upload(String user, String ticketNo, String name, byte[] content) {
        return send(request(user, files(ticketNo)).header("Content-Type", "multipart/form-data; boundary=border")
                .POST(HttpRequest.BodyPublishers.ofByteArray(multipart(name, content))).build());
    }

    private String uploaded(String user, String ticketNo, String name) {
        return upload(user, ticketNo, name, Samples.photograph(SALT.addAndGet(7919))).expect(201).json().get("id").asText();
    }

    private Answer remove(String user, String ticketNo, String id, String reason) {
        return send(request(user, files(ticketNo) + "/" + id + "?reason=" + java.net.URLEncoder.encode(reason, StandardCharsets.UTF_8))
                .DELETE().build());
    }

    private static String files(String ticketNo) {
        return "/api/tickets/" + ticketNo + "/attachments";
    }

    private List<String> seenBy(String user, String ticketNo) {
        List<String> names = new ArrayList<>();
        get(user, files(ticketNo)).expect(200).json().get("items").forEach(item -> names.add(item.get("name").asText()));
        return names;
    }

    private void assertOpens(String user, String ticketNo, String id, int expected) {
        assertThat(get(user, files(ticketNo) + "/" + id).status()).as(user).isEqualTo(expected);
    }

    // ------------------------------------------------------------------ tickets

    private String registered(String category, boolean confidential) {
        return post("operator", "/api/tickets", """
                {"channel": "phone", "kind": "complaint", "category": %s, "region": "430511", "title": "药店不发货", "confidential": %s,
                 "content": "1月24日网购药品至今未发货，要求尽快发货并赔偿。", "citizen": {"name": "%s", "phone": "13966604321"}}"""
                .formatted(category == null ? null : '"' + category + '"', confidential, NAME)).expect(201).json().get("ticketNo").asText();
    }

    /** With the market regulator. */
    private String dispatched() {
        return registered("consumer-rights", false);
    }

    private void submit(String user, String ticketNo, String task, Map<String, Object> fields) {
        identityService.clearAuthentication();
        String id = taskService.createTaskQuery().processInstanceBusinessKey(ticketNo).taskDefinitionKey(task).list().stream()
                .filter(one -> user.startsWith("clerk-") ? taskService.getIdentityLinksForTask(one.getId()).stream()
                        .anyMatch(link -> ("unit-" + user.substring(6)).equals(link.getGroupId())) : true)
                .findFirst().orElseThrow().getId();
        identityService.setAuthentication(user, List.of(user.startsWith("clerk-") ? "unit-" + user.substring(6) : user));
        formService.submitTaskForm(id, fields);
        identityService.clearAuthentication();
    }

    private List<String> events(String ticketNo) {
        List<String> types = new ArrayList<>();
        JsonNode all = get("operator", "/api/tickets/" + ticketNo + "/events").expect(200).json();
        for (int i = 0; i < all.size(); i++) {
            assertThat(all.get(i).get("seq").asInt()).isEqualTo(i + 1);
            types.add(all.get(i).get("type").asText());
        }
        return types;
    }

    // ------------------------------------------------------------------ adding

    @Test
    void aPhotographIsExaminedCleanedKeptOutsideTheDatabaseAndServedHarmlessly() throws IOException {
        String ticketNo = dispatched();
        byte[] sent = Samples.photograph(0x5a3c21);
        JsonNode added = upload("clerk-market-regulation", ticketNo, "<img src=x onerror=alert(1)>现场.jpg", sent).expect(201).json();
        assertThat(added.get("name").asText()).isEqualTo("_img src=x onerror=alert(1)_现场.jpg");
        assertThat(added.get("number").asInt()).isEqualTo(1);
        assertThat(added.get("unitName").asText()).isEqualTo("市市场监督管理局");
        assertThat(added.get("state").asText()).isEqualTo("ready");

        Answer read = get("operator", files(ticketNo) + "/" + added.get("id").asText()).expect(200);
        assertThat(read.body()).isEqualTo(Pictures.clean(FileType.JPEG, sent)).hasSize(added.get("size").asInt());
        assertThat(read.header("Content-Type")).isEqualTo("image/jpeg");
        assertThat(read.header("Content-Disposition")).startsWith("attachment; ").contains("filename*=UTF-8''").doesNotContain("<");
        assertThat(read.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(read.header("Content-Security-Policy")).isEqualTo("default-src 'none'; sandbox; frame-ancestors 'none'");
        assertThat(read.header("Cache-Control")).contains("no-store");
        assertThat(read.header("Cross-Origin-Resource-Policy")).isEqualTo("same-origin");

        assertThat(events(ticketNo)).endsWith("attached");
        assertThat(get("operator", "/api/tickets/" + ticketNo + "/events").text()).contains("附件1（图片，jpg）").doesNotContain("现场.jpg");
        assertStoreAndRowsAgree();
    }

    @Test
    void recordingsAreReadInParts() {
        String ticketNo = dispatched();
        byte[] video = Samples.video("0123456789".repeat(500));
        String id = upload("operator", ticketNo, "现场.mp4", video).expect(201).json().get("id").asText();
        Answer whole = get("operator", files(ticketNo) + "/" + id).expect(200);
        assertThat(whole.header("Accept-Ranges")).isEqualTo("bytes");
        Answer part = get("operator", files(ticketNo) + "/" + id, "Range", "bytes=1000-1009").expect(206);
        assertThat(part.body()).isEqualTo(Arrays.copyOfRange(whole.body(), 1000, 1010));
        assertThat(part.header("Content-Range")).isEqualTo("bytes 1000-1009/" + video.length);
        assertThat(get("operator", files(ticketNo) + "/" + id, "Range", "bytes=-4").expect(206).body())
                .isEqualTo(Arrays.copyOfRange(whole.body(), video.length - 4, video.length));
        get("operator", files(ticketNo) + "/" + id, "Range", "bytes=" + video.length + "-").expect(416);
    }

    @Test
    void theSameFileAgainIsTheSameAttachmentAndTheSameNameIsNot() throws IOException {
        String ticketNo = dispatched();
        byte[] sent = Samples.photograph(SALT.addAndGet(7919));
        String first = upload("operator", ticketNo, "照片.jpg", sent).expect(201).json().get("id").asText();
        assertThat(upload("operator", ticketNo, "照片.jpg", sent).expect(200).json().get("id").asText()).isEqualTo(first);
        // Another side's copy is its own, of one content.
        String own = upload("clerk-market-regulation", ticketNo, "照片.jpg", sent).expect(201).json().get("id").asText();
        assertThat(own).isNotEqualTo(first);
        uploaded("operator", ticketNo, "照片.jpg");
        assertThat(seenBy("operator", ticketNo)).containsExactly("照片.jpg", "照片.jpg", "照片.jpg");
        assertThat(jdbc.sql("select count(distinct blob_hash) from attachment_file where ticket_no = :no").param("no", ticketNo)
                .query(Integer.class).single()).isEqualTo(2);
        assertStoreAndRowsAgree();
    }

    @Test
    void whatATicketDoesNotTakeLeavesNothingBehind() throws IOException {
        String ticketNo = dispatched();
        int before = store.hashes().size();
        upload("operator", ticketNo, "空.jpg", new byte[0]).refused(400, "attachment.empty");
        upload("operator", ticketNo, "照片.jpg", "<html><script>alert(1)</script>".getBytes(StandardCharsets.UTF_8)).refused(400, "attachment.typeNotAllowed");
        upload("operator", ticketNo, "照片.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>".getBytes(StandardCharsets.UTF_8))
                .refused(400, "attachment.typeNotAllowed");
        upload("operator", ticketNo, "照片.exe", Samples.plainJpeg(3)).refused(400, "attachment.nameAndContentDiffer");
        upload("operator", ticketNo, "大图.png", Samples.pixelFlood()).refused(400, "attachment.tooManyPixels");
        upload("operator", ticketNo, "坏图.jpg", Arrays.copyOf(Samples.photograph(4), 200)).refused(400, "attachment.brokenFile");
        upload("operator", ticketNo, "宏.docx", Samples.word("word/vbaProject.bin", "x")).refused(400, "attachment.macros");
        upload("operator", "no-such-ticket", "照片.jpg", Samples.plainJpeg(3)).refused(404, "ticket.unknown");
        assertThat(seenBy("operator", ticketNo)).isEmpty();
        assertThat(store.hashes()).hasSize(before);
        assertThat(events(ticketNo)).doesNotContain("attached");
    }

    @Test
    void sizeAndNumberHaveTheLimitsOfTheJurisdiction() {
        String ticketNo = dispatched();
        settings.change("430500", "attachment.maxMegabytes", "1", "admin");
        settings.change("430500", "attachment.maxVideoMegabytes", "2", "admin");
        settings.change("430500", "attachment.maxPerTicket", "2", "admin");
        try {
            byte[] tooMuch = "a".repeat((1 << 20) + 1).getBytes(StandardCharsets.US_ASCII);
            upload("operator", ticketNo, "恰好.txt", Arrays.copyOf(tooMuch, 1 << 20)).expect(201);
            upload("operator", ticketNo, "过大.txt", tooMuch).refused(400, "attachment.tooLarge");
            upload("operator", ticketNo, "过长.mp4", Samples.video("a".repeat(2 << 20))).refused(400, "attachment.tooLarge");
            upload("operator", ticketNo, "视频.mp4", Samples.video("a".repeat(3 << 19))).expect(201);
            upload("operator", ticketNo, "再一个.jpg", Samples.plainJpeg(5)).refused(409, "attachment.tooMany");
        } finally {
            settings.change("430500", "attachment.maxMegabytes", "20", "admin");
            settings.change("430500", "attachment.maxVideoMegabytes", "100", "admin");
            settings.change("430500", "attachment.maxPerTicket", "30", "admin");
        }
    }

    @Test
    void requestsThatLieAboutThemselvesAreTurnedAway() throws IOException {
        String ticketNo = dispatched();
        assertThat(raw("POST " + files(ticketNo) + " HTTP/1.1\r\nHost: x\r\nAuthorization: " + basic("operator")
                + "\r\nContent-Type: multipart/form-data; boundary=border\r\nContent-Length: 2147483648\r\n\r\n")).contains("413", "platform.uploadTooLarge");
        assertThat(raw("POST /api/designer/drafts HTTP/1.1\r\nHost: x\r\nAuthorization: " + basic("designer")
                + "\r\nContent-Type: multipart/form-data; boundary=border\r\nContent-Length: 20000000\r\n\r\n")).contains("413", "platform.uploadTooLarge");
        assertThat(raw("POST " + files(ticketNo) + " HTTP/1.1\r\nHost: x\r\nAuthorization: " + basic("operator")
                + "\r\nContent-Type: multipart/form-data; boundary=border\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n")).contains("411");
        assertThat(raw("POST " + files(ticketNo) + " HTTP/1.1\r\nHost: x\r\nContent-Type: multipart/form-data; boundary=border\r\n"
                + "Content-Length: 100000000\r\n\r\n")).contains("403", "platform.forgedRequest");
        byte[] whole = multipart("照片.jpg", Samples.plainJpeg(6));
        assertThat(raw("POST " + files(ticketNo) + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: " + basic("operator")
                + "\r\nContent-Type: multipart/form-data; boundary=border\r\nContent-Length: " + (whole.length - 40) + "\r\n\r\n",
                Arrays.copyOf(whole, whole.length - 40))).contains(" 400 ", "common.badUpload");
        ByteArrayOutputStream parts = new ByteArrayOutputStream();
        for (int i = 0; i < 10_000; i++) {
            parts.writeBytes(("--border\r\nContent-Disposition: form-data; name=\"p" + i + "\"\r\n\r\nx\r\n").getBytes(StandardCharsets.US_ASCII));
        }
        parts.writeBytes("--border--\r\n".getBytes(StandardCharsets.US_ASCII));
        send(request("operator", files(ticketNo)).header("Content-Type", "multipart/form-data; boundary=border")
                .POST(HttpRequest.BodyPublishers.ofByteArray(parts.toByteArray())).build()).refused(413, "common.http413");
        send(request("operator", files(ticketNo)).header("Content-Type", "multipart/form-data; boundary=border")
                .POST(HttpRequest.BodyPublishers.ofString("--border\r\nContent-Disposition: form-data; name=\"x\"\r\n\r\ny\r\n--border--\r\n"))
                .build()).refused(400, "attachment.missing");
        assertThat(seenBy("operator", ticketNo)).isEmpty();
    }

    private String raw(String head, byte[]... body) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress("localhost", port));
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(head.getBytes(StandardCharsets.UTF_8));
            for (byte[] part : body) {
                socket.getOutputStream().write(part);
            }
            socket.getOutputStream().flush();
            InputStream in = socket.getInputStream();
            StringBuilder answer = new StringBuilder();
            byte[] piece = new byte[4096];
            for (int read = in.read(piece); read > 0; read = in.read(piece)) {
                answer.append(new String(piece, 0, read, StandardCharsets.UTF_8));
                if (answer.toString().contains("\"code\"")) {
                    break;
                }
            }
            return answer.toString();
        }
    }

    // ------------------------------------------------------------------ who sees what

    @Test
    @Proves(value = "guard3", forbidden = true)
    void unitsSeeTheCentresFilesAndTheirOwnButNoSiblings() {
        String ticketNo = registered(null, false);
        submit("dispatcher", ticketNo, "Task_DispatchTicket", Map.of("decision", "dispatch", "leadUnit", "transport", "assistUnits", "fire-rescue"));
        String centre = uploaded("operator", ticketNo, "来电材料.jpg");
        String lead = uploaded("clerk-transport", ticketNo, "主办现场.jpg");
        String assist = uploaded("clerk-fire-rescue", ticketNo, "协办现场.jpg");
        assertThat(seenBy("supervisor", ticketNo)).containsExactly("来电材料.jpg", "主办现场.jpg", "协办现场.jpg");
        assertThat(seenBy("clerk-transport", ticketNo)).containsExactly("来电材料.jpg", "主办现场.jpg", "协办现场.jpg");
        assertThat(seenBy("clerk-fire-rescue", ticketNo)).containsExactly("来电材料.jpg", "协办现场.jpg");
        assertOpens("clerk-fire-rescue", ticketNo, centre, 200);
        assertOpens("clerk-fire-rescue", ticketNo, lead, 404);
        assertOpens("clerk-transport", ticketNo, assist, 200);
        remove("clerk-fire-rescue", ticketNo, lead, "不是本单位的").refused(404, "attachment.unknown");

        for (String outside : List.of("clerk-housing", "designer", "leader-natural-resources")) {
            get(outside, files(ticketNo)).refused(404, "ticket.unknown");
            assertOpens(outside, ticketNo, centre, 404);
            upload(outside, ticketNo, "照片.jpg", Samples.plainJpeg(7)).refused(404, "ticket.unknown");
            remove(outside, ticketNo, centre, "不是我的附件").refused(404, "ticket.unknown");
        }
        // By way of another ticket, which the person may see, it is not there either.
        String other = dispatched();
        assertOpens("operator", other, centre, 404);
        remove("supervisor", other, centre, "换个工单号").refused(404, "attachment.unknown");
    }

    @Test
    @Proves(value = {"H", "C4"}, forbidden = true)
    void aConfidentialTicketsFilesAreForTrustedRolesUntilOneOfThemReleasesThem() {
        String ticketNo = registered("consumer-rights", true);
        String id = uploaded("operator", ticketNo, NAME + "的举报信.jpg");
        for (String trusted : List.of("operator", "supervisor", "callback")) {
            assertThat(seenBy(trusted, ticketNo)).as(trusted).containsExactly(NAME + "的举报信.jpg");
            assertOpens(trusted, ticketNo, id, 200);
        }
        for (String other : List.of("dispatcher", "reviewer", "clerk-market-regulation")) {
            assertThat(seenBy(other, ticketNo)).as(other).isEmpty();
            assertOpens(other, ticketNo, id, 404);
            assertThat(post(other, files(ticketNo) + "/" + id + "/release", "{\"reason\":\"办理需要查看\"}").status()).as(other).isEqualTo(404);
        }
        assertThat(get("clerk-market-regulation", "/api/tickets/" + ticketNo + "/events").text()).contains("附件1（图片，jpg）").doesNotContain("司马");
        post("operator", files(ticketNo) + "/" + id + "/release", "{\"reason\":\"办理需要查看\"}").refused(403, "attachment.releaseNotForRole");
        post("supervisor", files(ticketNo) + "/" + id + "/release", "{\"reason\":\"好\"}").refused(400, "attachment.reasonTooShort");
        post("supervisor", files(ticketNo) + "/" + id + "/release", "{\"reason\":\"已核对，图中没有" + NAME + "的信息\"}").expect(200);
        post("supervisor", files(ticketNo) + "/" + id + "/release", "{\"reason\":\"再开放一次\"}").refused(409, "attachment.nothingToRelease");
        // Released, but a name on it is still covered for the unit.
        assertThat(seenBy("clerk-market-regulation", ticketNo)).containsExactly("***的举报信.jpg");
        Answer read = get("clerk-market-regulation", files(ticketNo) + "/" + id).expect(200);
        assertThat(java.net.URLDecoder.decode(read.header("Content-Disposition"), StandardCharsets.UTF_8)).doesNotContain(NAME);
        assertThat(events(ticketNo)).endsWith("attached", "attachmentReleased");
        assertThat(get("clerk-market-regulation", "/api/tickets/" + ticketNo + "/events").text()).doesNotContain("司马");

        String own = uploaded("clerk-market-regulation", ticketNo, "办理材料.jpg");
        assertOpens("reviewer", ticketNo, own, 200);
        post("supervisor", files(ticketNo) + "/" + own + "/release", "{\"reason\":\"单位自己的材料\"}").refused(409, "attachment.nothingToRelease");
    }

    @Test
    @Proves(value = "guard3", forbidden = true)
    void theUnitComplainedAboutLearnsNothing() {
        String ticketNo = post("operator", "/api/tickets", """
                {"channel": "phone", "kind": "complaint", "title": "投诉住建局窗口", "content": "住建局窗口工作人员态度恶劣，要求调查处理。",
                 "aboutUnit": "housing", "citizen": {"name": "%s", "phone": "13966604321"}}""".formatted(NAME)).expect(201).json()
                .get("ticketNo").asText();
        String id = uploaded("operator", ticketNo, "窗口照片.jpg");
        get("clerk-housing", files(ticketNo)).refused(404, "ticket.unknown");
        assertOpens("clerk-housing", ticketNo, id, 404);
    }

    // ------------------------------------------------------------------ removing

    @Test
    void whoAddedAFileTakesItBackUntilItIsSubmittedAndThenOnlyASupervisorDoes() throws IOException {
        String ticketNo = dispatched();
        String centre = uploaded("operator", ticketNo, "来电材料.jpg");
        String wrong = uploaded("clerk-market-regulation", ticketNo, "传错了.jpg");
        remove("clerk-market-regulation", ticketNo, wrong, "错").refused(400, "attachment.reasonTooShort");
        remove("operator", ticketNo, wrong, "不是我上传的").refused(403, "attachment.notYours");
        remove("operator", ticketNo, centre, "派单后想收回").refused(409, "attachment.alreadySubmitted");
        JsonNode gone = remove("clerk-market-regulation", ticketNo, wrong, "传错了照片").expect(200).json();
        assertThat(gone.at("/removed/reason").asText()).isEqualTo("传错了照片");
        assertThat(gone.get("state").asText()).isEqualTo("removed");
        assertOpens("clerk-market-regulation", ticketNo, wrong, 404);
        remove("supervisor", ticketNo, wrong, "已经没有了").refused(409, "attachment.alreadyGone");
        assertThat(events(ticketNo)).endsWith("attachmentRemoved");

        String evidence = uploaded("clerk-market-regulation", ticketNo, "证据.jpg");
        submit("clerk-market-regulation", ticketNo, "Task_HandleTicket", Map.of("action", "reply", "reply", REPLY));
        remove("clerk-market-regulation", ticketNo, evidence, "答复后想收回").refused(409, "attachment.alreadySubmitted");
        upload("clerk-market-regulation", ticketNo, "又一张.jpg", Samples.plainJpeg(8)).refused(403, "attachment.notYourTurn");
        assertThat(get("clerk-market-regulation", files(ticketNo)).json().get("mayAdd").asBoolean()).isFalse();
        JsonNode forTheCentre = get("reviewer", files(ticketNo)).json();
        assertThat(forTheCentre.get("mayAdd").asBoolean()).isTrue();
        assertThat(forTheCentre.get("room").asInt()).isEqualTo(28);
        assertThat(get("operator", files(ticketNo) + "?size=1&page=1").json().at("/items/0/name").asText()).isEqualTo("传错了.jpg");
        remove("supervisor", ticketNo, evidence, "照片中有无关人员的身份证号").expect(200);
        assertThat(seenBy("operator", ticketNo)).containsExactly("来电材料.jpg", "传错了.jpg", "证据.jpg");

        // The contents of removed files go once nobody can be in the middle of using them.
        blobs.sweep();
        assertThat(store.hashes()).hasSize(jdbc.sql("select count(*) from attachment_blob").query(Integer.class).single());
        clock.freezeAt(clock.instant().plus(Duration.ofHours(2)));
        blobs.sweep();
        assertStoreAndRowsAgree();
        assertThat(jdbc.sql("select count(*) from attachment_blob where unused_since is not null").query(Integer.class).single()).isZero();
        assertOpens("operator", ticketNo, centre, 200);
    }

    @Test
    void aContentTwoFilesShareStaysUntilBothAreGone() throws IOException {
        byte[] sent = Samples.photograph(SALT.addAndGet(7919));
        String one = dispatched();
        String other = dispatched();
        String first = upload("operator", one, "a.jpg", sent).expect(201).json().get("id").asText();
        String second = upload("operator", other, "b.jpg", sent).expect(201).json().get("id").asText();
        remove("supervisor", one, first, "重复上传的照片").expect(200);
        clock.freezeAt(clock.instant().plus(Duration.ofHours(2)));
        blobs.sweep();
        assertOpens("operator", other, second, 200);
        remove("supervisor", other, second, "重复上传的照片").expect(200);
        clock.freezeAt(clock.instant().plus(Duration.ofHours(2)));
        blobs.sweep();
        assertThat(store.hashes()).doesNotContain(java.util.HexFormat.of().formatHex(sha256(Pictures.clean(FileType.JPEG, sent))));
        assertStoreAndRowsAgree();
        // What was swept is kept anew when it comes again.
        String again = upload("operator", one, "a.jpg", sent).expect(201).json().get("id").asText();
        assertOpens("operator", one, again, 200);
    }

    private static byte[] sha256(byte[] content) {
        try {
            return java.security.MessageDigest.getInstance("SHA-256").digest(content);
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void anUploadThatEndedBetweenStoreAndTicketIsSweptAway() throws IOException {
        java.nio.file.Path content = java.nio.file.Files.writeString(java.nio.file.Files.createTempFile("left", null), "left behind");
        String hash = java.util.HexFormat.of().formatHex(sha256("left behind".getBytes(StandardCharsets.UTF_8)));
        blobs.keep(hash, 11, content);
        blobs.sweep();
        assertThat(store.hashes()).contains(hash);
        clock.freezeAt(clock.instant().plus(Duration.ofHours(2)));
        blobs.sweep();
        assertThat(store.hashes()).doesNotContain(hash);
        assertThat(blobs.use(hash)).isFalse();
        assertStoreAndRowsAgree();
    }

    /** I9: no content without a row, no row without its content. */
    private void assertStoreAndRowsAgree() throws IOException {
        assertThat(new TreeSet<>(store.hashes())).isEqualTo(new TreeSet<>(jdbc.sql("select hash from attachment_blob").query(String.class).list()));
        assertThat(store.hashes()).containsAll(jdbc.sql("select blob_hash from attachment_file where blob_hash is not null").query(String.class).list());
        assertThat(jdbc.sql("select count(*) from attachment_blob b where b.unused_since is not null and exists "
                + "(select 1 from attachment_file f where f.blob_hash = b.hash)").query(Integer.class).single()).isZero();
    }

    // ------------------------------------------------------------------ viruses

    @Test
    void aVirusIsRefusedAtTheDoor() throws IOException {
        String ticketNo = dispatched();
        int asked = SCANNER.asked();
        int kept = store.hashes().size();
        upload("operator", ticketNo, "eicar.txt", Samples.EICAR).refused(409, "attachment.infected");
        assertThat(SCANNER.asked()).isEqualTo(asked + 1);
        assertThat(store.hashes()).hasSize(kept);
        assertThat(events(ticketNo)).doesNotContain("attached");
    }

    @Test
    void aFileWaitsUnseenWhileTheScannerCannotTell() {
        String ticketNo = dispatched();
        SCANNER.outOfOrder(true);
        String sound = uploaded("clerk-market-regulation", ticketNo, "现场.jpg");
        String infected = upload("clerk-market-regulation", ticketNo, "说明.txt", Samples.EICAR).expect(201).json().get("id").asText();
        for (String waiting : List.of(sound, infected)) {
            get("clerk-market-regulation", files(ticketNo) + "/" + waiting).refused(409, "attachment.waiting");
            assertOpens("supervisor", ticketNo, waiting, 404);
        }
        assertThat(seenBy("clerk-market-regulation", ticketNo)).containsExactly("现场.jpg", "说明.txt");
        assertThat(seenBy("supervisor", ticketNo)).isEmpty();
        attachments.scanWaiting();
        assertThat(seenBy("supervisor", ticketNo)).isEmpty();

        SCANNER.outOfOrder(false);
        attachments.scanWaiting();
        assertOpens("supervisor", ticketNo, sound, 200);
        assertOpens("clerk-market-regulation", ticketNo, infected, 404);
        JsonNode list = get("supervisor", files(ticketNo)).expect(200).json().get("items");
        assertThat(list.get(1).get("state").asText()).isEqualTo("infected");
        assertThat(list.at("/1/removed/reason").asText()).contains("Eicar-Test-Signature");
        assertThat(events(ticketNo)).endsWith("attached", "attached", "attachmentRemoved");
    }
}
