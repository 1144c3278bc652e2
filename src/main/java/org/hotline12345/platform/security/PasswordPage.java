package org.hotline12345.platform.security;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import org.hotline12345.common.Refusal;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Where people choose their own password; the only page open to somebody whose password was handed out or is too old. */
@RestController
class PasswordPage {

    static final String PATH = "/password";
    private static final MediaType HTML = new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8);

    private final PageText page = PageText.of("password");
    private final People people;
    private final LoginThrottle throttle;
    private final KnownDevices devices;

    PasswordPage(People people, LoginThrottle throttle, KnownDevices devices) {
        this.devices = devices;
        this.people = people;
        this.throttle = throttle;
    }

    @GetMapping(PATH)
    ResponseEntity<String> show(Authentication who, HttpServletRequest request) {
        return show(who, request, HttpStatus.OK, "lead", mustChange(who)
                ? "这是管理员发放的一次性密码，或密码已到更换期限。请先设置自己的密码，之后才能使用系统。" : "");
    }

    /** The present password counts like one at sign-in: a borrowed session cannot guess it. */
    @PostMapping(PATH)
    ResponseEntity<String> change(@RequestParam String present, @RequestParam String wanted, @RequestParam String again,
            Authentication who, HttpServletRequest request) {
        String account = who.getName();
        String address = request.getRemoteAddr();
        String device = devices.deviceOf(request, account);
        if (!throttle.allows(account, address, device)) {
            return show(who, request, HttpStatus.TOO_MANY_REQUESTS, "bad", "密码错误次数过多，请稍等一分钟再试。");
        }
        if (people.withPassword(account, present).isEmpty()) {
            throttle.failed(account, address, device);
            return show(who, request, HttpStatus.BAD_REQUEST, "bad", "现在的密码不正确，请重新输入。");
        }
        if (!wanted.equals(again)) {
            return show(who, request, HttpStatus.BAD_REQUEST, "bad", "两次输入的新密码不一致，请重新输入。");
        }
        try {
            people.choosePassword(account, wanted);
        } catch (Refusal refused) {
            return show(who, request, HttpStatus.BAD_REQUEST, "bad", refused.getMessage());
        }
        return ResponseEntity.status(HttpStatus.FOUND)
                .header("Location", request.getContextPath() + WebSecurity.LOGIN_PAGE + "?changed").build();
    }

    private static boolean mustChange(Authentication who) {
        return EngineIdentityFilter.groupsOf(who).contains(Roles.PASSWORD_TO_CHANGE);
    }

    private ResponseEntity<String> show(Authentication who, HttpServletRequest request, HttpStatus status, String kind, String notice) {
        CsrfToken token = (CsrfToken) request.getAttribute(CsrfToken.class.getName());
        return ResponseEntity.status(status).contentType(HTML).cacheControl(CacheControl.noStore())
                .body(page.with("context", request.getContextPath()).with("csrf", token.getToken()).with("user", who.getName())
                        .with("kind", kind).with("rules", PasswordRules.text()).with("notice", notice).html());
    }
}
