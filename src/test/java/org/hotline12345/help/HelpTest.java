package org.hotline12345.help;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hotline12345.common.DemoAccounts;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.autoconfigure.web.servlet.AutoConfigureMockMvc;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.core.io.ClassPathResource;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.web.servlet.MockMvc;

/** The guides as people read them in the product. */
@SpringBootTest
@AutoConfigureMockMvc
@ActiveProfiles({"demo", "test"})
class HelpTest {

    private static final Pattern LINK = Pattern.compile("href=\"(/help/[^\"#]+)?(#[^\"]+)?\"");
    private static final Pattern PICTURE = Pattern.compile("src=\"/help/(images/[^\"]+)\"");

    @Autowired
    private MockMvc http;
    @Autowired
    private Guides guides;

    @Test
    void everybodyFindsTheOwnGuideFirst() throws Exception {
        for (Map.Entry<String, String> own : Map.of("clerk-market-regulation", "units", "reviewer", "centre", "supervisor", "supervisors",
                "designer", "designers", "admin", "administrators", "auditor", "administrators").entrySet()) {
            String page = page(own.getKey(), "/help", 200);
            String mine = page.substring(page.indexOf("您的手册"), page.indexOf("其他手册"));
            assertThat(mine).as(own.getKey()).contains("href=\"/help/" + own.getValue() + "\"");
        }
    }

    @Test
    void everyLinkWithinTheGuidesLeadsSomewhereAndEveryPictureIsThere() {
        for (Guide guide : guides.list()) {
            Matcher links = LINK.matcher(guide.html());
            while (links.find()) {
                Guide target = links.group(1) == null ? guide : guides.find(links.group(1).substring("/help/".length())).orElse(null);
                assertThat(target).as(links.group()).isNotNull();
                if (links.group(2) != null) {
                    assertThat(target.sections()).as(guide.id() + " " + links.group()).anyMatch(section ->
                            ("#" + section.anchor()).equals(java.net.URLDecoder.decode(links.group(2), StandardCharsets.UTF_8)));
                }
            }
            Matcher pictures = PICTURE.matcher(guide.html());
            while (pictures.find()) {
                assertThat(new ClassPathResource("static/help/" + pictures.group(1)).exists()).as(pictures.group()).isTrue();
            }
            assertThat(guide.html()).as(guide.id()).contains("<h1").doesNotContain("<script", "mvn verify");
            assertThat(guide.sections()).hasSizeGreaterThan(2);
        }
    }

    @Test
    void aWordIsFoundInHeadingsFirst() throws Exception {
        assertThat(guides.search("附件")).isNotEmpty().first().satisfies(found -> assertThat(found.section().heading()).contains("附件"));
        assertThat(guides.search("审计 封印")).isNotEmpty().allMatch(found -> found.guide().id().equals("administrators"));
        assertThat(guides.search("没有这样的词")).isEmpty();
        assertThat(page("operator", "/help?q=附件", 200)).contains("找到", "href=\"/help/units#");
    }

    @Test
    void whatSomebodyLooksForStaysText() throws Exception {
        assertThat(page("operator", "/help?q=<img src=x onerror=alert(1)>", 200))
                .doesNotContain("<img src=x").contains("&lt;img src=x onerror=alert(1)&gt;");
        assertThat(page("operator", "/help?q={{content}}", 200)).contains("查找“&#123;&#123;content}}”", "<span title=\"账号：operator\">话务员</span>");
        assertThat(page("operator", "/help/nothing", 404)).contains("没有这本手册");
    }

    @Test
    void strangersReadNothing() throws Exception {
        assertThat(http.perform(get("/help").accept("text/html")).andReturn().getResponse().getStatus()).isEqualTo(302);
    }

    @Test
    void markupInAGuideIsLeftOutAndAForeignAddressCannotAct() {
        Guide guide = new Rendering(Set.of("units")).guide("x", "# 题\n\n<script>alert(1)</script>\n\n甲 <b onclick=x>乙</b> [丙](javascript:alert(1)) "
                + "[丁](units.zh-CN.md#一节) [戊](adr/0001.md)\n\n## 一、节（甲）\n");
        assertThat(guide.html()).doesNotContain("<script", "onclick", "javascript:", "adr/0001").contains("丙", "戊", "href=\"/help/units#");
        assertThat(guide.sections()).extracting(Guide.Section::anchor).containsExactly("题", "一节甲");
    }

    private String page(String user, String path, int status) throws Exception {
        MockHttpSession session = (MockHttpSession) http.perform(post("/login").with(csrf()).param("username", user)
                .param("password", DemoAccounts.PASSWORD)).andReturn().getRequest().getSession();
        String[] parts = path.split("\\?q=");
        MockHttpServletResponse answer = http.perform((parts.length == 1 ? get(path) : get(parts[0]).param("q", parts[1]))
                .session(session).accept("text/html")).andReturn().getResponse();
        assertThat(answer.getStatus()).isEqualTo(status);
        return answer.getContentAsString(StandardCharsets.UTF_8);
    }
}
