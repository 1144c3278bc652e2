package org.hotline12345.shift.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.LocalDate;
import org.hotline12345.common.Page;
import org.hotline12345.common.Texts;
import org.hotline12345.organization.Jurisdictions;
import org.hotline12345.shift.Leaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The register of leaders who take turns on duty. */
@RestController
@Tag(name = "领导接听轮值")
class LeaderController {

    private final Leaders leaders;
    private final Jurisdictions jurisdictions;

    LeaderController(Leaders leaders, Jurisdictions jurisdictions) {
        this.leaders = leaders;
        this.jurisdictions = jurisdictions;
    }

    record LeaderEntry(String jurisdiction, String name, String post, String unit, LocalDate validFrom, LocalDate validUntil) {
    }

    @Operation(summary = "轮值领导名册", description = "all=true 时含不在任的。限热线中心和轮值领导。", operationId = "leadersOnRoster")
    @GetMapping("/api/shift-leaders")
    Page<Leaders.Leader> list(@RequestParam(required = false) String jurisdiction, @RequestParam(defaultValue = "false") boolean all,
            @RequestParam(defaultValue = "0") int page, @RequestParam(defaultValue = "50") int size) {
        return leaders.list(jurisdictions.require(Texts.optional("热线区域", jurisdiction, 12)).code(), all, page, size);
    }

    @Operation(summary = "登记或修改轮值领导", description = "person 是领导登录用的账号，由系统管理员加入用户组 duty-leader。限督办员和系统管理员。",
            operationId = "keepLeaderOnRoster")
    @PutMapping("/api/shift-leaders/{person}")
    Leaders.Leader keep(@PathVariable String person, @RequestBody LeaderEntry entry) {
        return leaders.keep(person, new Leaders.Leader(person,
                jurisdictions.require(Texts.optional("热线区域", entry.jurisdiction(), 12)).code(), Texts.required("姓名", entry.name(), 60),
                Texts.required("职务", entry.post(), 60), Texts.optional("所在单位", entry.unit(), 64), null, entry.validFrom(),
                entry.validUntil()));
    }
}
