package org.hotline12345.document.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.nio.charset.StandardCharsets;
import org.hotline12345.document.Paper;
import org.hotline12345.document.Papers;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** A ticket on paper. */
@RestController
@Tag(name = "单据")
class DocumentController {

    private final Papers papers;

    DocumentController(Papers papers) {
        this.papers = papers;
    }

    @Operation(summary = "打印交办单（assignment）或办理单（handling）", description = "A4 PDF；内容以打印人能看到的为限，每页有打印人和时间的水印，每次打印都留痕。")
    @GetMapping(value = "/api/tickets/{ticketNo}/documents/{paper}")
    ResponseEntity<byte[]> paper(@PathVariable String ticketNo, @PathVariable String paper) {
        Papers.Printed printed = papers.print(ticketNo, Paper.of(paper));
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_PDF).header(HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.inline().filename(printed.fileName(), StandardCharsets.UTF_8).build().toString()).body(printed.content());
    }
}
