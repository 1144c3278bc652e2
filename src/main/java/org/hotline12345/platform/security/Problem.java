package org.hotline12345.platform.security;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * An error as the doors answer it: an RFC 9457 problem detail with a stable code. {@code message} repeats the detail
 * because Tasklist shows that one; {@code field} is the key of the form's field it is about, where it is about one; {@code technical} is what the engine
 * itself said, for those who write programs against it.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder({"type", "title", "status", "detail", "code", "message", "field", "technical"})
record Problem(String type, String title, int status, String detail, String code, String message, String field,
        String technical) {

    static final String MEDIA_TYPE = "application/problem+json";

    private static final ObjectMapper JSON = new ObjectMapper();

    static Problem of(int status, String code, String detail) {
        return new Problem("about:blank", titleOf(status), status, detail, code, detail, null, null);
    }

    Problem at(String formField) {
        return new Problem(type, title, status, detail, code, message, formField, technical);
    }

    Problem withTechnical(String words) {
        return new Problem(type, title, status, detail, code, message, field, words);
    }

    private static String titleOf(int status) {
        return switch (status) {
            case 400 -> "请求有误";
            case 401 -> "尚未登录";
            case 403 -> "没有权限";
            case 404 -> "没有找到";
            case 405 -> "不支持这种操作";
            case 409 -> "与当前状态冲突";
            case 415 -> "不支持这种格式";
            case 429 -> "尝试过于频繁";
            default -> status < 500 ? "请求未被接受" : "系统内部错误";
        };
    }

    void writeTo(HttpServletResponse response) throws IOException {
        response.setStatus(status);
        response.setContentType(MEDIA_TYPE);
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        response.getWriter().write(json());
    }

    String json() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
