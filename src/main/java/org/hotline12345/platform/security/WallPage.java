package org.hotline12345.platform.security;

import java.nio.charset.StandardCharsets;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The board for a wall screen; its numbers come from the API, and nothing on it is anybody's data. */
@RestController
class WallPage {

    static final String PATH = "/wall";
    private static final MediaType HTML = new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8);

    private final PageText page = PageText.of("wall");

    @GetMapping(PATH)
    ResponseEntity<String> show() {
        return ResponseEntity.ok().contentType(HTML).cacheControl(CacheControl.noStore()).body(page.html());
    }
}
