package org.hotline12345.earlysign.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.LocalDate;
import java.util.List;
import org.hotline12345.common.Page;
import org.hotline12345.earlysign.EarlySigns;
import org.hotline12345.earlysign.Sign;
import org.hotline12345.earlysign.SignTickets;
import org.hotline12345.earlysign.Watchword;
import org.hotline12345.earlysign.Watchwords;
import org.hotline12345.ticket.FoundTickets;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The list of early signs, what a person decides about each, and the list of sensitive words. */
@RestController
@RequestMapping("/api/early-signs")
@Tag(name = "苗头预警")
class EarlySignController {

    private final EarlySigns signs;
    private final SignTickets tickets;
    private final Watchwords words;

    EarlySignController(EarlySigns signs, SignTickets tickets, Watchwords words) {
        this.signs = signs;
        this.tickets = tickets;
        this.words = words;
    }

    @Operation(summary = "苗头清单", description = """
            待研判的在前，再按最近出现的日期倒序。state：open 待研判、confirmed 已确认、dismissed 已排除；kind：category 类别上升、place 地区上升、
            word 敏感词句、caller 反复来电、group 群体诉求；日期为最近出现的日期，均含。限督办员、通报采编员、签发人和系统管理员。""")
    @GetMapping
    Page<Sign> list(@RequestParam(required = false) String jurisdiction, @RequestParam(required = false) String state,
            @RequestParam(required = false) String kind,
            @Parameter(description = "起（含）") @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate from,
            @Parameter(description = "止（含）") @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate to,
            @RequestParam(defaultValue = "0") int page, @RequestParam(defaultValue = "20") int size) {
        return signs.list(new EarlySigns.Wish(jurisdiction, state, kind, from, to), page, size);
    }

    /** The last look, absent before the first. */
    record LastLook(EarlySigns.Looked last) {
    }

    @Operation(summary = "最近一次生成", description = "最近一次对哪一天生成清单、与多少天比较（不足4周的不比较上升，为0）、比较了多少个类别和地区、新增多少条。")
    @GetMapping("/last-look")
    LastLook lastLook(@RequestParam(required = false) String jurisdiction) {
        return new LastLook(signs.lastLook(jurisdiction));
    }

    @Operation(summary = "一条苗头")
    @GetMapping("/{id}")
    Sign find(@PathVariable String id) {
        return signs.find(id);
    }

    @Operation(summary = "苗头的工单", description = "新的在前，按本人可以看到的内容。")
    @GetMapping("/{id}/tickets")
    Page<FoundTickets.Found> tickets(@PathVariable String id, @RequestParam(defaultValue = "0") int page, @RequestParam(defaultValue = "20") int size) {
        return tickets.tickets(id, page, size);
    }

    @Operation(summary = "苗头的逐日件数", description = "上升类苗头所比较的各日：tickets 登记件数、expected 按以往应有的件数；其他苗头为空。")
    @GetMapping("/{id}/days")
    List<SignTickets.Day> days(@PathVariable String id) {
        return tickets.series(id);
    }

    /** Why, or what shall be done. */
    record Decision(String reason) {
    }

    @Operation(summary = "确认苗头", description = "reason 为处置意见，不少于4个字；决策表 supervision-triggers 有规定的，同时向承办单位下达督办单。限督办员。")
    @PostMapping("/{id}/confirmation")
    Sign confirm(@PathVariable String id, @RequestBody Decision decision) {
        return signs.confirm(id, decision.reason());
    }

    @Operation(summary = "排除苗头", description = "reason 为理由，不少于4个字。限督办员。")
    @PostMapping("/{id}/dismissal")
    Sign dismiss(@PathVariable String id, @RequestBody Decision decision) {
        return signs.dismiss(id, decision.reason());
    }

    @Operation(summary = "特报专题", description = "已确认的苗头编写特报时的专题：名称、起止日期、类别或地区、工单。")
    @GetMapping("/{id}/topic")
    EarlySigns.Topic topic(@PathVariable String id) {
        return signs.topic(id);
    }

    @Operation(summary = "敏感词句清单", description = "现行的条目：anyOf 出现其一，togetherWith 同时出现其一，unless 不得出现。")
    @GetMapping("/words")
    Page<Watchword> words(@RequestParam(required = false) String jurisdiction, @RequestParam(defaultValue = "0") int page,
            @RequestParam(defaultValue = "50") int size) {
        return words.list(jurisdiction, page, size);
    }

    @Operation(summary = "新增敏感词句", description = "词句用换行、逗号或顿号隔开，每个2至24个字；限督办员和系统管理员。")
    @PostMapping("/words")
    @ResponseStatus(HttpStatus.CREATED)
    Watchword add(@RequestParam(required = false) String jurisdiction, @RequestBody Watchwords.Wish wish) {
        return words.add(jurisdiction, wish);
    }

    @Operation(summary = "修改敏感词句", description = "生成新版本，原来的保留；version 为看到的版本，active 为否即停用。限督办员和系统管理员。")
    @PutMapping("/words/{entry}")
    Watchword change(@PathVariable String entry, @RequestParam int version, @RequestBody Watchwords.Wish wish) {
        return words.change(entry, version, wish);
    }

    @Operation(summary = "敏感词句的修改历史", description = "各版本，新的在前。")
    @GetMapping("/words/{entry}/history")
    List<Watchword> history(@PathVariable String entry) {
        return words.history(entry);
    }
}
