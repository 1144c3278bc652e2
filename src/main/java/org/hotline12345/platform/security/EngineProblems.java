package org.hotline12345.platform.security;

import jakarta.ws.rs.WebApplicationException;
import java.util.UUID;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.ParseException;
import org.camunda.bpm.engine.TaskAlreadyClaimedException;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.exception.NotFoundException;
import org.camunda.bpm.engine.exception.NullValueException;
import org.camunda.bpm.engine.migration.MigrationPlanValidationException;
import org.camunda.bpm.engine.rest.exception.RestException;
import org.hotline12345.common.Refusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns what the engine throws into an answer a person can act on. As shipped, the engine answers 500 when a listener
 * refuses a step, when a task is already done and when two people were faster than each other.
 */
final class EngineProblems {

    private static final String NOT_FOUND = "没有找到所请求的内容，它可能已经结束或被删除。";
    private static final Logger LOG = LoggerFactory.getLogger(EngineProblems.class);

    private EngineProblems() {
    }

    static Problem of(Throwable thrown) {
        Problem problem = expected(thrown);
        if (problem != null) {
            return problem;
        }
        String reference = UUID.randomUUID().toString();
        LOG.error("Engine request failed, reference {}", reference, thrown);
        return Problem.of(500, "platform.internalError", "系统内部错误，请联系管理员并提供编号 " + reference + "。");
    }

    private static Problem expected(Throwable thrown) {
        Refusal refusal = cause(thrown, Refusal.class);
        if (refusal != null) {
            return Problem.of(statusOf(refusal), refusal.code(), refusal.getMessage()).at(refusal.field());
        }
        ExpressionRefused expression = cause(thrown, ExpressionRefused.class);
        if (expression != null) {
            return Problem.of(400, "platform.expressionRefused", expression.getMessage());
        }
        if (cause(thrown, OptimisticLockingException.class) != null) {
            return Problem.of(409, "platform.changedMeanwhile", "刚刚有人办理了同一事项，请刷新后再试。");
        }
        if (cause(thrown, TaskAlreadyClaimedException.class) != null) {
            return Problem.of(409, "platform.taskClaimed", "任务已由他人签收。");
        }
        if (String.valueOf(thrown.getMessage()).contains("Password does not match policy")) {
            return Problem.of(400, "platform.weakPassword", "密码不符合要求：" + PasswordRules.text() + "。");
        }
        AuthorizationException authorization = cause(thrown, AuthorizationException.class);
        if (authorization != null) {
            return forbidden(authorization);
        }
        NullValueException missing = cause(thrown, NullValueException.class);
        if (missing != null && String.valueOf(missing.getMessage()).endsWith("task is null")) {
            return noSuchTask();
        }
        if (missing != null || cause(thrown, NotFoundException.class) != null) {
            return Problem.of(404, "platform.notFound", NOT_FOUND);
        }
        if (cause(thrown, ParseException.class) != null) {
            return Problem.of(400, "platform.modelInvalid", "模型无法解析，请在建模工具中检查后再部署。")
                    .withTechnical(cause(thrown, ParseException.class).getMessage());
        }
        if (cause(thrown, BadUserRequestException.class) != null
                || cause(thrown, MigrationPlanValidationException.class) != null) {
            return EngineSentences.orSomething(400, thrown);
        }
        if (thrown instanceof NullPointerException missingField) {
            return missing(missingField);
        }
        if (String.valueOf(thrown.getMessage()).matches("(ENGINE-\\d+ )?No .* (was|were)? ?found.*")) {
            return Problem.of(404, "platform.notFound", NOT_FOUND);
        }
        return byStatus(thrown);
    }

    /** The engine's REST interface does not check what it reads: a field left out surfaces as a null pointer. */
    private static Problem missing(NullPointerException thrown) {
        if (String.valueOf(thrown.getMessage()).contains("\"task\" is null")) {
            return noSuchTask();
        }
        StackTraceElement[] trace = thrown.getStackTrace();
        return trace.length > 0 && trace[0].getClassName().startsWith("org.camunda.bpm.engine.rest.")
                ? Problem.of(400, "platform.missingField", "请求缺少必要的字段。") : null;
    }

    private static Problem byStatus(Throwable thrown) {
        int status = 500;
        if (thrown instanceof RestException rest && rest.getStatus() != null) {
            status = rest.getStatus().getStatusCode();
        } else if (thrown instanceof WebApplicationException web) {
            status = web.getResponse().getStatus();
        } else if (thrown instanceof com.fasterxml.jackson.core.JsonProcessingException) {
            return Problem.of(400, "platform.brokenJson", "请求内容不是所要求的 JSON。");
        }
        if (status >= 500) {
            // The engine takes some mistakes of its callers for its own.
            return EngineSentences.of(thrown).orElse(null);
        }
        if (status == 404 && String.valueOf(thrown.getMessage()).contains("task")) {
            return noSuchTask();
        }
        if (status == 403) {
            // Some resources keep only the text of the engine's refusal.
            return String.valueOf(thrown.getMessage()).contains("of type 'Task'") ? noSuchTask() : notAllowed();
        }
        return switch (status) {
            case 404 -> Problem.of(404, "platform.notFound", NOT_FOUND);
            case 405 -> Problem.of(405, "platform.methodNotAllowed", "该地址不支持这种操作。");
            case 415 -> Problem.of(415, "platform.unsupportedMediaType", "不支持的内容格式。");
            default -> EngineSentences.orSomething(status, thrown);
        };
    }

    /** The same answer for a finished task, an unknown one and somebody else's, so that guessing ids tells nothing. */
    private static Problem noSuchTask() {
        return Problem.of(404, "platform.noSuchTask", "没有这项任务：它可能已经办结，或者不由您办理。");
    }

    private static Problem forbidden(AuthorizationException refused) {
        boolean aboutTask = refused.getMissingAuthorizations().stream()
                .anyMatch(missing -> Resources.TASK.resourceName().equals(missing.getResourceType()));
        return aboutTask ? noSuchTask() : notAllowed();
    }

    private static Problem notAllowed() {
        return Problem.of(403, "platform.notAllowed", "您没有进行这项操作的权限。");
    }

    static int statusOf(Refusal refusal) {
        return switch (refusal.kind()) {
            case INVALID -> 400;
            case FORBIDDEN -> 403;
            case UNKNOWN -> 404;
            case RULE -> 409;
        };
    }

    private static <T extends Throwable> T cause(Throwable thrown, Class<T> type) {
        int depth = 0;
        for (Throwable t = thrown; t != null && depth++ < 30; t = t.getCause()) {
            if (type.isInstance(t)) {
                return type.cast(t);
            }
        }
        return null;
    }
}
