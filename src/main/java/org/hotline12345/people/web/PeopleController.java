package org.hotline12345.people.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.hotline12345.common.Page;
import org.hotline12345.people.AccountActs;
import org.hotline12345.people.AccountActs.Outcome;
import org.hotline12345.people.Changes;
import org.hotline12345.people.Directory;
import org.hotline12345.people.HandOver;
import org.hotline12345.people.OutsideGroups;
import org.hotline12345.people.PersonRow;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** People and their accounts, for administrators. */
@RestController
@Tag(name = "people", description = "人员与账号；仅限系统管理员")
class PeopleController {

    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private final Directory directory;
    private final AccountActs acts;
    private final FirstPasswords sheet;
    private final OutsideGroups outside;

    PeopleController(Directory directory, AccountActs acts, FirstPasswords sheet, OutsideGroups outside) {
        this.directory = directory;
        this.acts = acts;
        this.sheet = sheet;
        this.outside = outside;
    }

    /** Somebody new. */
    record NewPerson(String account, String name, String unit, Set<String> roles, String phone, String email, String jurisdiction, String reason) {
    }

    /** How somebody is to stand from now on. */
    record ChangedPerson(String name, String unit, Set<String> roles, String phone, String email, String colleague, String reason) {
    }

    /** Why, and who takes the work. */
    record Order(String colleague, String reason) {
    }

    @GetMapping("/api/people")
    @Operation(summary = "人员", description = "按页；离岗的只在 state=left 时列出。role 为角色代码或专席、专家组，state 为 active、locked、left 或 waiting（尚无密码）。",
            operationId = "listPeople")
    @ApiResponse(responseCode = "403", description = "people.administratorOnly：不是系统管理员")
    Directory.Listing list(@RequestParam(required = false) @Parameter(description = "账号或姓名中的字") String words,
            @RequestParam(required = false) String unit, @RequestParam(required = false) String role, @RequestParam(required = false) String state,
            @RequestParam(defaultValue = "account") @Parameter(description = "account、name、unit 或 signedIn") String sort,
            @RequestParam(defaultValue = "0") int page, @RequestParam(defaultValue = "20") int size) {
        return directory.list(new Directory.Wanted(words, unit, role, state, sort), page, size);
    }

    @GetMapping("/api/people/{account}")
    @Operation(summary = "一名人员", operationId = "person")
    @ApiResponse(responseCode = "404", description = "people.unknownAccount：没有该账号")
    Directory.Person person(@PathVariable String account) {
        return directory.person(account);
    }

    @GetMapping("/api/people/{account}/work")
    @Operation(summary = "手上的任务", description = "调动、锁定或离岗时要移交的任务，以及签收过、以后还会回到本人手上的工单数。", operationId = "workOfPerson")
    HandOver.Plan work(@PathVariable String account) {
        return directory.work(account);
    }

    @GetMapping("/api/people/{account}/changes")
    @Operation(summary = "账号操作记录", description = "最近的在前。", operationId = "changesOfPerson")
    Page<Changes.Change> changes(@PathVariable String account, @RequestParam(defaultValue = "0") int page, @RequestParam(defaultValue = "20") int size) {
        return directory.changes(account, page, size);
    }

    @GetMapping("/api/people-roles")
    @Operation(summary = "角色", description = "每个角色能做什么、有多少人，以及不宜由一人兼任的角色。", operationId = "listRoles")
    Directory.RoleTable roles() {
        return directory.roles();
    }

    @PostMapping("/api/people")
    @Operation(summary = "新建账号", description = "答复中的一次性密码只出现这一次，首次登录后须修改。", operationId = "createPerson")
    @ApiResponse(responseCode = "400", description = "people.badRow：有一项不合要求，field 指明是哪一项")
    ResponseEntity<Outcome> create(@RequestBody NewPerson person) {
        return secret(HttpStatus.CREATED, acts.create(new PersonRow(person.account(), person.name(), person.unit(), person.roles(), person.phone(),
                person.email(), true), person.jurisdiction(), person.reason()));
    }

    @PutMapping("/api/people/{account}")
    @Operation(summary = "修改或调动", description = "单位或角色变化时，原来的任务移交 colleague 或退回待办，权限立即变化；调动须写原因。", operationId = "changePerson")
    @ApiResponse(responseCode = "409", description = "people.hasLeft、people.lastAdministrator、people.colleagueNotAble")
    Outcome change(@PathVariable String account, @RequestBody ChangedPerson person) {
        return acts.change(new PersonRow(account, person.name(), person.unit(), person.roles(), person.phone(), person.email(), true),
                person.colleague(), person.reason());
    }

    @PostMapping("/api/people/{account}/lock")
    @Operation(summary = "锁定", description = "立即生效，已打开的会话同时失效；任务移交 colleague 或退回待办。", operationId = "lockPerson")
    Outcome lock(@PathVariable String account, @RequestBody Order order) {
        return acts.lock(account, order.colleague(), order.reason());
    }

    @PostMapping("/api/people/{account}/unlock")
    @Operation(summary = "解锁", operationId = "unlockPerson")
    Outcome unlock(@PathVariable String account, @RequestBody Order order) {
        return acts.unlock(account, order.reason());
    }

    @PostMapping("/api/people/{account}/departure")
    @Operation(summary = "离岗", description = "账号不再能用，也不再给别人；历史记录里的姓名不变。", operationId = "departPerson")
    Outcome leave(@PathVariable String account, @RequestBody Order order) {
        return acts.leave(account, order.colleague(), order.reason());
    }

    @PostMapping("/api/people/{account}/password")
    @Operation(summary = "重置密码", description = "答复中的一次性密码只出现这一次，七天内有效，登录后须修改。", operationId = "resetPassword")
    ResponseEntity<Outcome> reset(@PathVariable String account, @RequestBody Order order) {
        return secret(HttpStatus.OK, acts.reset(account, order.reason()));
    }

    @PostMapping("/api/people/{account}/sign-out")
    @Operation(summary = "强制退出登录", description = "结束该账号在所有服务器上的会话。", operationId = "signOutPerson")
    Outcome signOut(@PathVariable String account, @RequestBody Order order) {
        return acts.signOut(account, order.reason());
    }

    @PostMapping("/api/people/first-passwords")
    @Operation(summary = "首个密码", description = "给还没有密码的在用账号各发一个一次性密码，随 .xlsx 文件下载，系统不留明文；再次下载只含新的账号。",
            operationId = "firstPasswords")
    void firstPasswords(@RequestParam(required = false) String jurisdiction, HttpServletResponse response) throws IOException {
        List<AccountActs.First> made = acts.firstPasswords(jurisdiction);
        response.setContentType(XLSX);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment().filename("一次性密码.xlsx", StandardCharsets.UTF_8).build().toString());
        sheet.write(made, response.getOutputStream());
    }

    @GetMapping("/api/people-outside-groups")
    @Operation(summary = "统一身份认证的组", description = "认证平台的哪个组对应哪个角色。", operationId = "listOutsideGroups")
    List<OutsideGroups.Line> outsideGroups() {
        return outside.list();
    }

    @PutMapping("/api/people-outside-groups")
    @Operation(summary = "修改统一身份认证的组", description = "整表替换，下次从认证平台登录时生效。", operationId = "replaceOutsideGroups")
    @ApiResponse(responseCode = "400", description = "people.badOutsideGroup：角色或单位不存在，或行重复")
    List<OutsideGroups.Line> replaceOutsideGroups(@RequestBody List<OutsideGroups.Line> lines) {
        return outside.replace(lines);
    }

    private static ResponseEntity<Outcome> secret(HttpStatus status, Outcome outcome) {
        return ResponseEntity.status(status).cacheControl(CacheControl.noStore()).body(outcome);
    }
}
