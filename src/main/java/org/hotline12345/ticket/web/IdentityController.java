package org.hotline12345.ticket.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.hotline12345.common.Page;
import org.hotline12345.common.Texts;
import org.hotline12345.ticket.Confidentiality;
import org.hotline12345.ticket.IdentityLooks;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Who asked, for those who must know; who looked; and whether units may know. */
@RestController
@RequestMapping("/api/tickets/{ticketNo}")
@Tag(name = "诉求人信息")
class IdentityController {

    private static final int REASON = 200;

    private final IdentityLooks looks;
    private final Confidentiality confidentiality;

    IdentityController(IdentityLooks looks, Confidentiality confidentiality) {
        this.looks = looks;
        this.confidentiality = confidentiality;
    }

    record Wish(String reason) {
    }

    /** Null counts as true: the door is there to protect. */
    record Protection(String reason, Boolean confidential) {
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Identity(String name, String phone) {

        @Override
        public String toString() {
            return "Identity[sealed]";
        }
    }

    @Operation(summary = "查看诉求人姓名和电话", description = """
            须写明理由（不少于4个字），每次查看都记入查看记录。限话务员、回访员、督办员；保密工单只限设置项 identity.confidentialRoles
            所列角色；承办单位一律不能查看，请用代为联系。""")
    @PostMapping("/identity")
    ResponseEntity<Identity> identity(@PathVariable String ticketNo, @RequestBody Wish wish) {
        IdentityLooks.Seen seen = looks.look(ticketNo, Texts.required("查看理由", wish.reason(), REASON), "api");
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(new Identity(seen.name(), seen.phone()));
    }

    @Operation(summary = "谁看过诉求人信息", description = "限督办员和系统管理员，按时间倒序。")
    @GetMapping("/identity-looks")
    Page<IdentityLooks.Look> looks(@PathVariable String ticketNo, @RequestParam(defaultValue = "0") int page,
            @RequestParam(defaultValue = "20") int size) {
        return looks.looks(ticketNo, page, size);
    }

    @Operation(summary = "设为保密或解除保密", description = "热线中心随时可以设为保密；解除（confidential 为 false）须由督办员决定，举报件不能解除。")
    @PostMapping("/confidentiality")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void confidentiality(@PathVariable String ticketNo, @RequestBody Protection wish) {
        confidentiality.change(ticketNo, wish.confidential() == null || wish.confidential(),
                Texts.required("理由", wish.reason(), REASON));
    }
}
