package org.hotline12345.intake.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.hotline12345.common.Texts;
import org.hotline12345.intake.Additions;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Where a citizen's additions to a running ticket come in. */
@RestController
@Tag(name = "工单")
class AdditionsController {

    private final Additions additions;

    AdditionsController(Additions additions) {
        this.additions = additions;
    }

    /** More facts. */
    record Supplement(String text) {
    }

    /** The number registered so far, and what replaces it. */
    record Contact(String oldPhone, String phone, String name) {

        @Override
        public String toString() {
            return "Contact[sealed]";
        }
    }

    @Operation(summary = "补充诉求", description = "办理中的工单随时可以补充；正在等待补充的，补充后继续办理。")
    @PostMapping("/api/tickets/{ticketNo}/supplements")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void supplement(@PathVariable String ticketNo, @RequestBody Supplement supplement) {
        additions.supplement(ticketNo, Texts.required("补充内容", supplement.text(), 4000));
    }

    @Operation(summary = "更正本人联系方式", description = "须与登记时的电话一致；24小时内核对失败5次即停止。")
    @PutMapping("/api/tickets/{ticketNo}/contact")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void correct(@PathVariable String ticketNo, @RequestBody Contact contact) {
        additions.correctContact(ticketNo, Texts.required("登记时的电话", contact.oldPhone(), 40), contact.phone(),
                Texts.optional("姓名", contact.name(), 60));
    }
}
