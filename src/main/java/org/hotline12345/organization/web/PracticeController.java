package org.hotline12345.organization.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.hotline12345.common.Actors;
import org.hotline12345.organization.Practice;
import org.hotline12345.organization.Practices;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** How a unit works inside. */
@RestController
@Tag(name = "organization")
class PracticeController {

    private final Practices practices;
    private final Actors actors;

    PracticeController(Practices practices, Actors actors) {
        this.practices = practices;
        this.actors = actors;
    }

    /** The sections replace the former ones; their people are members of the groups {@code section-<unit>-<code>}. */
    record ChangePractice(boolean signOff, List<Practice.Section> sections) {
    }

    @Operation(summary = "单位内部办理方式", description = "是否由领导审签答复（signOff），以及可以分办的科室。系统管理员和本单位人员可查看。",
            operationId = "practiceOfUnit")
    @ApiResponse(responseCode = "403", description = "organization.practiceNotYours：不是系统管理员，也不是本单位人员")
    @ApiResponse(responseCode = "404", description = "organization.noSuchUnit：没有该单位")
    @GetMapping("/api/units/{code}/practice")
    Practice practice(@PathVariable String code) {
        return practices.visible(code, actors.current());
    }

    @Operation(summary = "修改单位内部办理方式", description = "仅限系统管理员，立即生效。审签人加入用户组 leader-单位代码，科室人员加入 section-单位代码-科室代码。",
            operationId = "changePracticeOfUnit")
    @ApiResponse(responseCode = "400", description = "organization.badSection：科室代码或名称不合要求")
    @ApiResponse(responseCode = "403", description = "organization.practiceNotAllowed：不是系统管理员")
    @ApiResponse(responseCode = "404", description = "organization.noSuchUnit：没有该单位")
    @PutMapping("/api/units/{code}/practice")
    Practice change(@PathVariable String code, @RequestBody ChangePractice change) {
        return practices.change(code, change.signOff(), change.sections() == null ? List.of() : change.sections(),
                actors.current());
    }
}
