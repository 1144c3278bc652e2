package org.hotline12345.search.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import org.hotline12345.search.Exports;
import org.hotline12345.search.Searches;
import org.hotline12345.search.Wish;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Finding tickets. What is looked for stands in the body, so that no phone stands in an address or a log. */
@RestController
@RequestMapping("/api/search")
@Tag(name = "工单查找")
class SearchController {

    private final Searches searches;
    private final Exports exports;

    SearchController(Searches searches, Exports exports) {
        this.searches = searches;
        this.exports = exports;
    }

    /** @param page from 0; default 0 */
    record Asked(String number, String phone, String words, String place, String jurisdiction, String unit, String kind, String category,
            String channel, String status, String region, LocalDate from, LocalDate to, LocalDate closedFrom, LocalDate closedTo,
            String sort, Integer page, Integer size) {

        Wish wish() {
            return new Wish(number, phone, words, place, jurisdiction, unit, kind, category, channel, status, region, from, to, closedFrom,
                    closedTo, sort);
        }
    }

    @Operation(summary = "查找工单", description = """
            已归档的也能找到；各项条件同时成立。number 为完整编号，或编号的开头、结尾至少4位，或来源系统的编号；
            填写完整编号时直接找到该工单，其他条件不起作用。phone 只限热线中心，以密钥散列比对；
            words 为标题、内容、地址和答复中的词，以空格分隔；place 为地址或所在行政区划名称中的词。承办单位只能找到本单位的工单和自己写的答复。
            sort 为 -registered（登记晚的在前）或 registered。total 最多数到1000，atLeast 表示不止这些。
            index 说明索引是否完整：ready 为否表示仍在建立，behind 表示可能缺少最近的变化。""")
    @PostMapping
    Searches.Result find(@RequestBody Asked asked) {
        return searches.find(asked.wish(), asked.page() == null ? 0 : asked.page(), asked.size() == null ? 20 : asked.size());
    }

    @Operation(summary = "导出查找结果", description = "按同样的条件和顺序，最多10000件；第一张表写明条件、导出人和时间。不含姓名和电话。每次导出都留痕。")
    @PostMapping("/export")
    ResponseEntity<byte[]> export(@RequestBody Asked asked) {
        return download(exports.of(asked.wish()));
    }

    /** @param list which list, in words */
    record Listed(String list, List<String> ticketNos) {
    }

    @Operation(summary = "导出其他页面的工单列表", description = "按给出的编号和顺序，最多10000件；无权查看的不在其中。")
    @PostMapping("/export/tickets")
    ResponseEntity<byte[]> export(@RequestBody Listed listed) {
        return download(exports.of(listed.list(), listed.ticketNos() == null ? List.of() : listed.ticketNos()));
    }

    private static ResponseEntity<byte[]> download(Exports.Book book) {
        return ResponseEntity.ok().contentType(MediaType.parseMediaType("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"))
                .header(HttpHeaders.CONTENT_DISPOSITION, ContentDisposition.attachment().filename(book.fileName(), StandardCharsets.UTF_8)
                        .build().toString()).body(book.content());
    }

    @Operation(summary = "查找索引的状态")
    @GetMapping("/index")
    Searches.IndexState state() {
        return searches.state();
    }

    @Operation(summary = "重建本节点的查找索引", description = "只限系统管理员；例如恢复数据库备份之后。")
    @PostMapping("/index/rebuilding")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void rebuild() {
        searches.again();
    }
}
