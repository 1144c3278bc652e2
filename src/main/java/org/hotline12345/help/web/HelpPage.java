package org.hotline12345.help.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.hotline12345.common.Actor;
import org.hotline12345.common.Actors;
import org.hotline12345.common.PersonNames;
import org.hotline12345.help.Guide;
import org.hotline12345.help.Guides;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.HtmlUtils;

/** The guides as pages, the reader's own first; they work without scripts. */
@RestController
class HelpPage {

    private static final MediaType HTML = new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8);
    private static final int LONGEST_QUESTION = 60;

    private final Guides guides;
    private final Actors actors;
    private final PersonNames names;
    private final String frame;

    HelpPage(Guides guides, Actors actors, PersonNames names) throws IOException {
        this.guides = guides;
        this.actors = actors;
        this.names = names;
        this.frame = new ClassPathResource("pages/help.html").getContentAsString(StandardCharsets.UTF_8);
    }

    @GetMapping("/help")
    ResponseEntity<String> front(@RequestParam(name = "q", required = false) String question) {
        String asked = question == null ? "" : question.strip();
        asked = asked.length() > LONGEST_QUESTION ? asked.substring(0, LONGEST_QUESTION) : asked;
        return asked.isEmpty() ? page(HttpStatus.OK, "帮助", "", null, overview()) : page(HttpStatus.OK, "查找“" + asked + "”", asked, null, results(asked));
    }

    @GetMapping("/help/{guide}")
    ResponseEntity<String> guide(@PathVariable("guide") String id) {
        return guides.find(id).map(guide -> page(HttpStatus.OK, guide.title(), "", guide, guide.html()))
                .orElseGet(() -> page(HttpStatus.NOT_FOUND, "没有这本手册", "", null,
                        "<h1>没有这本手册</h1><p>请从左边选一本，或查找需要的内容。</p>"));
    }

    private String overview() {
        Actor reader = actors.current();
        List<Guide> mine = guides.list().stream().filter(guide -> guide.isFor(reader)).toList();
        List<Guide> others = guides.list().stream().filter(guide -> !guide.isFor(reader)).toList();
        return "<h1>帮助</h1>" + cards("您的手册", mine) + cards(mine.isEmpty() ? "手册" : "其他手册", others);
    }

    private static String cards(String title, List<Guide> guides) {
        if (guides.isEmpty()) {
            return "";
        }
        StringBuilder html = new StringBuilder("<h2>").append(title).append("</h2>");
        for (Guide guide : guides) {
            html.append("<section class=\"card\"><h3><a href=\"/help/").append(guide.id()).append("\">").append(text(guide.title()))
                    .append("</a></h3><p>");
            html.append(String.join(" · ", guide.sections().stream().filter(section -> section.level() == 2).map(section ->
                    "<a href=\"/help/" + guide.id() + "#" + text(section.anchor()) + "\">" + text(section.heading()) + "</a>").toList()));
            html.append("</p></section>");
        }
        return html.toString();
    }

    private String results(String question) {
        List<Guides.Found> found = guides.search(question);
        StringBuilder html = new StringBuilder("<h1>查找“").append(text(question)).append("”</h1>");
        if (found.isEmpty()) {
            return html.append("<p class=\"state\">没有找到。请换一个词，或用更短的词再查。</p>").toString();
        }
        html.append("<p class=\"soft\">找到 ").append(found.size()).append(" 处，标题中有这个词的在前。</p><ul class=\"found\">");
        for (Guides.Found each : found) {
            html.append("<li><a href=\"/help/").append(each.guide().id()).append('#').append(text(each.section().anchor())).append("\">")
                    .append(text(each.section().heading())).append("</a> <small>").append(text(each.guide().title())).append("</small><p>")
                    .append(text(each.excerpt())).append("</p></li>");
        }
        return html.append("</ul>").toString();
    }

    private ResponseEntity<String> page(HttpStatus status, String title, String question, Guide open, String content) {
        String reader = actors.current().id();
        return ResponseEntity.status(status).contentType(HTML).cacheControl(CacheControl.noStore())
                .body(frame.replace("{{title}}", text(title)).replace("{{account}}", text(reader))
                        .replace("{{name}}", text(names.nameOf(reader))).replace("{{question}}", text(question))
                        .replace("{{nav}}", navigation(open)).replace("{{content}}", content));
    }

    private String navigation(Guide open) {
        StringBuilder html = new StringBuilder("<ul>");
        for (Guide guide : guides.list()) {
            boolean here = guide.equals(open);
            html.append("<li><a href=\"/help/").append(guide.id()).append('"').append(here ? " aria-current=\"page\"" : "").append('>')
                    .append(text(guide.title())).append("</a>");
            if (here) {
                html.append("<ul>");
                guide.sections().stream().filter(section -> section.level() == 2).forEach(section -> html.append("<li><a href=\"#")
                        .append(text(section.anchor())).append("\">").append(text(section.heading())).append("</a></li>"));
                html.append("</ul>");
            }
            html.append("</li>");
        }
        return html.append("</ul>").toString();
    }

    private static String text(String text) {
        // Braces too: what is filled in must not ask for a place of its own.
        return HtmlUtils.htmlEscape(text).replace("{", "&#123;");
    }
}
