package org.hotline12345.platform.security;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.HtmlUtils;

/** The one page where people sign in, for our pages and for Tasklist, Cockpit and Admin alike. */
@RestController
class LoginPage {

    private static final MediaType HTML = new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8);

    private final String page;
    private final OutsideSignIn outside;

    LoginPage(OutsideSignIn outside) {
        this.outside = outside;
        try {
            page = new ClassPathResource("pages/login.html").getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @GetMapping(value = WebSecurity.LOGIN_PAGE)
    ResponseEntity<String> show(HttpServletRequest request) {
        CsrfToken token = (CsrfToken) request.getAttribute(CsrfToken.class.getName());
        String html = page
                .replace("{{context}}", HtmlUtils.htmlEscape(request.getContextPath()))
                .replace("{{csrf}}", HtmlUtils.htmlEscape(token.getToken()))
                .replace("{{outside}}", outside.configured() ? "<p class=\"outside\"><a href=\"" + HtmlUtils.htmlEscape(request.getContextPath())
                        + OutsideSignIn.START + "\">用" + HtmlUtils.htmlEscape(outside.name()) + "登录</a></p>" : "")
                .replace("{{notice}}", noticeFor(request.getQueryString()));
        return ResponseEntity.ok().contentType(HTML).cacheControl(CacheControl.noStore()).body(html);
    }

    private static String noticeFor(String query) {
        return switch (query == null ? "" : query) {
            case "error" -> "<p class=\"bad\" role=\"alert\">账号或密码不正确。请检查大小写和输入法后再试；"
                    + "忘记密码、账号已停用或一次性密码已过期的，请联系系统管理员。</p>";
            case "wait" -> "<p class=\"bad\" role=\"alert\">密码错误次数过多，请稍等一分钟再试。"
                    + "账号没有被锁定，也不需要解锁。</p>";
            case "outside" -> "<p class=\"bad\" role=\"alert\">统一身份认证没有完成，请重试；也可以用账号和密码登录。</p>";
            case "outside-unknown" -> "<p class=\"bad\" role=\"alert\">您在统一身份认证中的身份在这里没有可用的账号，请联系系统管理员。</p>";
            case "changed" -> "<p class=\"good\" role=\"status\">密码已修改，请用新密码登录。</p>";
            case "logout" -> "<p class=\"good\" role=\"status\">已退出登录。</p>";
            case "role" -> "<p class=\"bad\" role=\"alert\">该账号没有可以进入的页面，请联系系统管理员分配角色。</p>";
            default -> "";
        };
    }
}
