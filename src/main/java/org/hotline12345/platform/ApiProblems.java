package org.hotline12345.platform;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.hotline12345.common.AuditTrail;
import org.hotline12345.common.Refusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Tells callers of the API what went wrong as RFC 9457 problem details, in Chinese, with a stable code. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class ApiProblems extends ResponseEntityExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ApiProblems.class);

    @ExceptionHandler(Refusal.class)
    ResponseEntity<ProblemDetail> refused(Refusal refusal) {
        ResponseEntity<ProblemDetail> answer = answer(status(refusal.kind()), refusal.code(), refusal.getMessage());
        RequestAttributes request = RequestContextHolder.getRequestAttributes();
        if (request != null) {
            request.setAttribute(AuditTrail.REFUSAL, refusal.code(), RequestAttributes.SCOPE_REQUEST);
        }
        if (refusal.field() != null) {
            answer.getBody().setProperty("field", refusal.field());
        }
        return answer;
    }

    /** Also of two who write the same row for the first time: the second finds it there. */
    @ExceptionHandler({ConcurrencyFailureException.class, OptimisticLockingException.class, DuplicateKeyException.class})
    ResponseEntity<ProblemDetail> overtaken(Exception problem) {
        return answer(HttpStatus.CONFLICT, "common.changedMeanwhile", "数据刚被他人修改，请刷新后重试。");
    }

    @ExceptionHandler(MethodArgumentTypeMismatchException.class)
    ResponseEntity<ProblemDetail> badParameter(MethodArgumentTypeMismatchException problem) {
        for (Throwable cause = problem.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof Refusal refusal) {
                return refused(refusal.at(problem.getName()));
            }
        }
        return answer(HttpStatus.BAD_REQUEST, "common.badParameter", "参数「" + problem.getName() + "」的格式不正确。");
    }

    @ExceptionHandler(MultipartException.class)
    ResponseEntity<ProblemDetail> badUpload(MultipartException problem) {
        return answer(HttpStatus.BAD_REQUEST, "common.badUpload", "无法读取上传的文件：文件过多、过大，或请求不是 multipart/form-data。");
    }

    @ExceptionHandler(Exception.class)
    ResponseEntity<ProblemDetail> failed(Exception problem) throws Exception {
        if (problem instanceof AccessDeniedException || problem instanceof AuthenticationException) {
            throw problem;
        }
        for (Throwable cause = problem; cause != null; cause = cause.getCause()) {
            if (cause instanceof Refusal refusal) {
                return refused(refusal);
            }
            if (cause instanceof OptimisticLockingException || cause instanceof ConcurrencyFailureException
                    || cause instanceof DuplicateKeyException) {
                return overtaken(problem);
            }
        }
        LOG.error("request failed", problem);
        return answer(HttpStatus.INTERNAL_SERVER_ERROR, "common.failed", "系统暂时无法处理，请稍后重试；如仍失败请联系管理员。");
    }

    @Override
    protected ResponseEntity<Object> handleHttpMessageNotReadable(HttpMessageNotReadableException problem,
            HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        String code = "common.badJson";
        String text = "请求内容不是有效的JSON。";
        Throwable cause = problem.getCause();
        for (Throwable deeper = cause; deeper != null; deeper = deeper.getCause()) {
            if (deeper instanceof StreamConstraintsException) {
                return new ResponseEntity<>(problem(HttpStatus.PAYLOAD_TOO_LARGE, "common.tooLarge", "请求内容过大或嵌套过深。"),
                        headers, HttpStatus.PAYLOAD_TOO_LARGE);
            }
            if (deeper instanceof Refusal refusal) {
                ResponseEntity<ProblemDetail> refused = refused(cause instanceof JsonMappingException mapping && !path(mapping).isEmpty()
                        ? refusal.at(path(mapping)) : refusal);
                return new ResponseEntity<>(refused.getBody(), headers, refused.getStatusCode());
            }
        }
        if (cause instanceof UnrecognizedPropertyException unknown) {
            code = "common.unknownField";
            text = "不认识的字段「" + unknown.getPropertyName() + "」。";
        } else if (cause instanceof InvalidFormatException format) {
            code = "common.badValue";
            text = "字段「" + path(format) + "」的值不正确。";
        } else if (cause instanceof JsonMappingException mapping && !path(mapping).isEmpty()) {
            text = "字段「" + path(mapping) + "」的格式不正确。";
        } else if (!(cause instanceof JsonProcessingException) && cause != null) {
            text = "无法读取请求内容，请使用UTF-8编码的JSON。";
        }
        return new ResponseEntity<>(problem(HttpStatus.BAD_REQUEST, code, text), headers, HttpStatus.BAD_REQUEST);
    }

    @Override
    protected ResponseEntity<Object> handleExceptionInternal(Exception problem, Object body, HttpHeaders headers,
            HttpStatusCode status, WebRequest request) {
        String text = switch (status.value()) {
            case 404 -> "没有这个地址。";
            case 405 -> "该地址不支持这种请求方法。";
            case 406, 415 -> "请使用JSON格式。";
            case 413 -> "请求内容过大。";
            default -> status.is4xxClientError() ? "请求的参数不完整或不正确。" : "系统暂时无法处理，请稍后重试。";
        };
        return new ResponseEntity<>(problem(status, "common.http" + status.value(), text), headers, status);
    }

    private static String path(JsonMappingException problem) {
        return problem.getPath().stream().map(JsonMappingException.Reference::getFieldName)
                .filter(java.util.Objects::nonNull).collect(Collectors.joining("."));
    }

    static HttpStatus status(Refusal.Kind kind) {
        return switch (kind) {
            case INVALID -> HttpStatus.BAD_REQUEST;
            case FORBIDDEN -> HttpStatus.FORBIDDEN;
            case UNKNOWN -> HttpStatus.NOT_FOUND;
            case RULE -> HttpStatus.CONFLICT;
        };
    }

    private static ResponseEntity<ProblemDetail> answer(HttpStatus status, String code, String text) {
        return ResponseEntity.status(status).body(problem(status, code, text));
    }

    private static ProblemDetail problem(HttpStatusCode status, String code, String text) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, text);
        problem.setTitle(switch (status.value()) {
            case 400, 413, 415 -> "请求有误";
            case 403 -> "没有权限";
            case 404 -> "没有找到";
            case 409 -> "当前不能这样做";
            default -> status.is4xxClientError() ? "请求有误" : "系统故障";
        });
        problem.setProperty("code", code);
        return problem;
    }
}
