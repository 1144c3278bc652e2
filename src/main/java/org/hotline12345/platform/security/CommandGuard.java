package org.hotline12345.platform.security;

import java.lang.reflect.Field;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.filter.Filter;
import org.camunda.bpm.engine.impl.AbstractQuery;
import org.camunda.bpm.engine.impl.TaskQueryImpl;
import org.camunda.bpm.engine.impl.cmd.AbstractExecuteFilterCmd;
import org.camunda.bpm.engine.impl.cmd.ClaimTaskCmd;
import org.camunda.bpm.engine.impl.cmd.DeployCmd;
import org.camunda.bpm.engine.impl.cmd.SaveFilterCmd;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.camunda.bpm.engine.impl.repository.DeploymentBuilderImpl;
import org.camunda.bpm.engine.query.Query;
import org.hotline12345.common.Refusal;
import org.springframework.util.ReflectionUtils;

/**
 * Looks at every command before the engine runs it, so a rule holds whichever door was used: engine REST, the webapps'
 * own API or Java. Closes what the last community engine leaves open (CVE-2026-109432: expressions inside
 * {@code orQueries}), keeps stored filters to a handful of harmless expressions, lets people claim only for themselves
 * and makes a publication of what they deploy.
 */
class CommandGuard extends CommandInterceptor {

    static final Field EXTENDING_QUERY = field(AbstractExecuteFilterCmd.class, "extendingQuery");
    static final Field SAVED_FILTER = field(SaveFilterCmd.class, "filter");
    static final Field CLAIMANT = field(ClaimTaskCmd.class, "userId");
    static final Field DEPLOYMENT = field(DeployCmd.class, "deploymentBuilder");

    private static final Pattern FILTER_EXPRESSION = Pattern.compile(
            "[$#]\\{\\s*(currentUser\\(\\)|currentUserGroups\\(\\)|now\\(\\)"
                    + "|dateTime\\(\\)(\\.(plus|minus)(Minutes|Hours|Days|Weeks|Months|Years)\\(\\d{1,4}\\)"
                    + "|\\.withTimeAtStartOfDay\\(\\))*(\\.toDate\\(\\))?)\\s*}");

    private final Supplier<Authentication> whoActs;
    private final ModelPublication publication;

    CommandGuard(Supplier<Authentication> whoActs, ModelPublication publication) {
        this.whoActs = whoActs;
        this.publication = publication;
    }

    @Override
    public <T> T execute(Command<T> command) {
        if (command instanceof TaskQueryImpl query) {
            refuseExpressions(query);
        } else if (command instanceof AbstractExecuteFilterCmd execute) {
            Query<?, ?> extending = (Query<?, ?>) ReflectionUtils.getField(EXTENDING_QUERY, execute);
            if (extending instanceof TaskQueryImpl query) {
                refuseExpressions(query);
            }
        } else if (command instanceof SaveFilterCmd save) {
            allowOnlyHarmlessExpressions((Filter) ReflectionUtils.getField(SAVED_FILTER, save));
        } else if (command instanceof ClaimTaskCmd claim) {
            claimForOneselfOnly((String) ReflectionUtils.getField(CLAIMANT, claim));
        } else if (command instanceof DeployCmd deploy) {
            DeploymentBuilderImpl builder = (DeploymentBuilderImpl) ReflectionUtils.getField(DEPLOYMENT, deploy);
            publication.refuseUnsafe(builder.getDeployment());
            Authentication actor = whoActs.get();
            // Nobody acts: the product itself, whose publication is recorded already.
            if (actor != null && actor.getUserId() != null) {
                return publication.publish(builder, () -> next.execute(command));
            }
        }
        return next.execute(command);
    }

    /** Stored filters run their query inside their own command and do not pass here; they are checked when saved. */
    private static void refuseExpressions(TaskQueryImpl query) {
        if (hasExpressions(query)) {
            throw Refusal.invalid("platform.expressionInQuery", "查询条件中不允许使用表达式。");
        }
    }

    private static boolean hasExpressions(TaskQueryImpl query) {
        return !query.getExpressions().isEmpty()
                || query.getQueries().stream().anyMatch(part -> part != query && hasExpressions(part));
    }

    private static void allowOnlyHarmlessExpressions(Filter filter) {
        if (filter != null && filter.getQuery() instanceof TaskQueryImpl query) {
            check(query);
        }
    }

    private static void check(TaskQueryImpl query) {
        for (String expression : ((AbstractQuery<?, ?>) query).getExpressions().values()) {
            if (!FILTER_EXPRESSION.matcher(expression).matches()) {
                throw Refusal.invalid("platform.expressionInFilter",
                        "筛选器只能使用 currentUser()、currentUserGroups()、now() 和 dateTime() 的日期加减，不允许："
                                + expression);
            }
        }
        query.getQueries().stream().filter(part -> part != query).forEach(CommandGuard::check);
    }

    private void claimForOneselfOnly(String claimant) {
        Authentication actor = whoActs.get();
        if (claimant != null && actor != null && actor.getUserId() != null
                && !actor.getUserId().equals(claimant) && !isAdministrator(actor)) {
            throw Refusal.forbidden("platform.claimForOthers", "只能由本人签收任务，不能替他人签收。");
        }
    }

    static boolean isAdministrator(Authentication actor) {
        return actor.getGroupIds() != null && actor.getGroupIds().contains(Roles.ADMIN);
    }

    static Field field(Class<?> type, String name) {
        Field field = ReflectionUtils.findField(type, name);
        if (field == null) {
            throw new IllegalStateException("This engine has no " + type.getSimpleName() + "." + name);
        }
        ReflectionUtils.makeAccessible(field);
        return field;
    }
}
