package org.hotline12345.bulletin.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.nio.charset.StandardCharsets;
import org.hotline12345.bulletin.Bulletins;
import org.hotline12345.bulletin.content.Content;
import org.hotline12345.bulletin.content.Files;
import org.hotline12345.common.Actors;
import org.hotline12345.common.PersonNames;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** A bulletin as Word or Excel while it is being written: what the files will look like, not the files that go out. */
@RestController
@RequestMapping("/api/bulletins/{id}/preview")
@Tag(name = "通报")
class BulletinPreviewController {

    private final Bulletins bulletins;
    private final Files files;
    private final Actors actors;
    private final PersonNames names;

    BulletinPreviewController(Bulletins bulletins, Files files, Actors actors, PersonNames names) {
        this.bulletins = bulletins;
        this.files = files;
        this.actors = actors;
        this.names = names;
    }

    @Operation(summary = "按现在的内容生成文件", description = "format为docx或xlsx，按现用模板排版；看得到内容的人可以取。印发的文件另存，见files。")
    @GetMapping("/{format}")
    ResponseEntity<byte[]> preview(@PathVariable String id, @PathVariable String format) {
        Content content = bulletins.content(id);
        byte[] file = files.preview(content, format, names.nameOf(actors.current().id()));
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_OCTET_STREAM).header(HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment().filename(content.title() + "." + format, StandardCharsets.UTF_8).build().toString()).body(file);
    }
}
