package org.hotline12345.opinion.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.LocalDate;
import org.hotline12345.common.Page;
import org.hotline12345.common.Texts;
import org.hotline12345.opinion.Expert;
import org.hotline12345.opinion.Experts;
import org.hotline12345.opinion.Team;
import org.hotline12345.organization.Jurisdictions;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The register of the three teams. */
@RestController
@Tag(name = "专家意见")
class ExpertController {

    private final Experts experts;
    private final Jurisdictions jurisdictions;

    ExpertController(Experts experts, Jurisdictions jurisdictions) {
        this.experts = experts;
        this.jurisdictions = jurisdictions;
    }

    record ExpertEntry(String jurisdiction, String team, String name, String field, String unit, LocalDate validFrom,
            LocalDate validUntil) {
    }

    @Operation(summary = "专家名册", description = "team：expert 业务专家、legal 法律顾问、supervision 督查督办；q 按姓名或专业方向查找；"
            + "all=true 时含不在聘期内的。热线中心和承办单位可查看。")
    @GetMapping("/api/experts")
    Page<Expert> list(@RequestParam(required = false) String jurisdiction, @RequestParam(required = false) String team,
            @RequestParam(required = false) String q, @RequestParam(defaultValue = "false") boolean all,
            @RequestParam(defaultValue = "0") int page, @RequestParam(defaultValue = "20") int size) {
        return experts.list(jurisdictions.require(Texts.optional("热线区域", jurisdiction, 12)).code(),
                team == null || team.isBlank() ? null : Team.of(team), Texts.optional("查找内容", q, 60), !all, page, size);
    }

    @Operation(summary = "登记或修改专家", description = "仅限督办员和系统管理员。由系统管理员把专家本人的账号加入用户组 expert-代码。")
    @ApiResponse(responseCode = "403", description = "opinion.registerNotYours：不是督办员或系统管理员")
    @PutMapping("/api/experts/{code}")
    Expert keep(@PathVariable String code, @RequestBody ExpertEntry entry) {
        return experts.keep(code, new Experts.Entry(jurisdictions.require(Texts.optional("热线区域", entry.jurisdiction(), 12)).code(),
                Team.of(Texts.required("队伍", entry.team(), 16)), Texts.required("姓名", entry.name(), 60),
                Texts.required("专业方向", entry.field(), 100), Texts.optional("所在单位", entry.unit(), 64), entry.validFrom(),
                entry.validUntil()));
    }
}
