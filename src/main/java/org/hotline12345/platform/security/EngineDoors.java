package org.hotline12345.platform.security;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which operations of the engine's REST interface each role may call. The same list holds for {@code /engine-rest} and
 * for the copy inside the webapps; whatever is not listed is closed. What a person sees of the data behind an open
 * operation is decided by the engine's authorizations.
 */
final class EngineDoors {

    /** {@code key:version:number}, the colons perhaps encoded; tells an id from words such as {@code statistics}. */
    private static final String DEFINITION_ID = "[^/]+(:|%3A)[^/]+(:|%3A)[^/]+";

    /** Operations: methods and a path below the engine; {@code *} stands for one segment, {@code **} for any. */
    private record Door(Set<String> methods, Pattern path) {

        static Door of(String methods, String path) {
            String regex = path.replace("**", "\u0000").replace("*", "[^/]+").replace("\u0000", ".*")
                    .replace("{definition}", DEFINITION_ID);
            return new Door(Set.of(methods.split(",")), Pattern.compile(regex));
        }

        boolean opens(String method, String operation) {
            return methods.contains(method) && path.matcher(operation).matches();
        }
    }

    /** What any signed-in person's client asks first. */
    private static final List<Door> EVERYBODY = List.of(
            Door.of("GET", ""),
            Door.of("GET", "version"),
            Door.of("GET", "identity/password-policy"),
            Door.of("POST", "identity/password-policy"),
            Door.of("GET", "identity/groups"),
            Door.of("GET", "authorization/check"),
            Door.of("GET", "user/*/profile"));

    /** What Tasklist calls to show, take and finish tasks. */
    private static final List<Door> TASKLIST = List.of(
            Door.of("GET,OPTIONS", "filter"),
            Door.of("GET", "filter/count"),
            Door.of("GET,OPTIONS", "filter/*"),
            Door.of("GET,POST", "filter/*/list"),
            Door.of("GET,POST", "filter/*/singleResult"),
            Door.of("GET,POST", "filter/*/count"),
            Door.of("GET,POST", "task"),
            Door.of("GET,POST", "task/count"),
            Door.of("GET", "task/*"),
            Door.of("GET", "task/*/form"),
            Door.of("GET", "task/*/deployed-form"),
            Door.of("GET", "task/*/rendered-form"),
            Door.of("GET", "task/*/form-variables"),
            Door.of("GET", "task/*/identity-links"),
            Door.of("GET", "task/*/comment"),
            Door.of("POST", "task/*/claim"),
            Door.of("POST", "task/*/unclaim"),
            Door.of("POST", "task/*/complete"),
            Door.of("POST", "task/*/submit-form"),
            Door.of("GET", "process-definition"),
            Door.of("GET", "process-definition/count"),
            Door.of("GET", "process-definition/{definition}"),
            Door.of("GET", "process-definition/{definition}/xml"));

    /** What Cockpit reads; queries are POST requests as well. */
    private static final List<Door> COCKPIT = List.of(
            Door.of("GET", "process-definition"),
            Door.of("GET", "process-definition/**"),
            Door.of("GET", "decision-definition/**"),
            Door.of("GET", "decision-definition"),
            Door.of("GET", "decision-requirements-definition/**"),
            Door.of("GET", "decision-requirements-definition"),
            Door.of("GET", "deployment/**"),
            Door.of("GET", "deployment"),
            Door.of("GET", "process-instance/**"),
            Door.of("GET,POST", "process-instance"),
            Door.of("POST", "process-instance/count"),
            Door.of("GET", "execution/**"),
            Door.of("GET,POST", "execution"),
            Door.of("POST", "execution/count"),
            Door.of("GET", "variable-instance/**"),
            Door.of("GET,POST", "variable-instance"),
            Door.of("POST", "variable-instance/count"),
            Door.of("GET", "incident/**"),
            Door.of("GET", "incident"),
            Door.of("GET", "job/**"),
            Door.of("GET,POST", "job"),
            Door.of("POST", "job/count"),
            Door.of("GET", "job-definition/**"),
            Door.of("GET,POST", "job-definition"),
            Door.of("POST", "job-definition/count"),
            Door.of("GET", "external-task/**"),
            Door.of("GET,POST", "external-task"),
            Door.of("POST", "external-task/count"),
            // Cockpit counts cases on its front page, although this engine has none.
            Door.of("GET", "case-definition"),
            Door.of("GET", "case-definition/count"),
            Door.of("GET", "event-subscription"),
            Door.of("GET", "event-subscription/count"),
            Door.of("GET", "batch/**"),
            Door.of("GET", "batch"),
            Door.of("GET", "task/**"),
            Door.of("GET,POST", "task"),
            Door.of("POST", "task/count"),
            Door.of("GET", "user"),
            Door.of("GET", "user/count"),
            Door.of("GET", "group"),
            Door.of("GET", "group/count"),
            Door.of("GET", "metrics/**"),
            Door.of("GET", "history/**"),
            Door.of("POST", "history/process-instance"),
            Door.of("POST", "history/process-instance/count"),
            Door.of("POST", "history/activity-instance"),
            Door.of("POST", "history/activity-instance/count"),
            Door.of("POST", "history/task"),
            Door.of("POST", "history/task/count"),
            Door.of("POST", "history/variable-instance"),
            Door.of("POST", "history/variable-instance/count"),
            Door.of("POST", "history/decision-instance"));

    /** What designers need beside Cockpit: bring a model in through the lint. */
    private static final List<Door> DEPLOYMENT = List.of(
            Door.of("POST", "deployment/create"));

    /**
     * Closed even to administrators: a job run by hand would move time, and one that is refused counts as failed.
     */
    private static final List<Door> NOBODY = List.of(
            Door.of("POST", "job/*/execute"));

    private EngineDoors() {
    }

    /**
     * Whether one of the groups opens the operation.
     *
     * @param operation path below the engine without slashes at its ends, for example {@code task/count}
     */
    static boolean open(Collection<String> groups, String method, String operation) {
        if (NOBODY.stream().anyMatch(door -> door.opens(method, operation))) {
            return false;
        }
        if (groups.contains(Roles.ADMIN)) {
            return true;
        }
        String asked = method.equals("HEAD") ? "GET" : method;
        return groups.stream().anyMatch(group -> doorsOf(group).stream()
                .flatMap(List::stream).anyMatch(door -> door.opens(asked, operation)));
    }

    private static List<List<Door>> doorsOf(String group) {
        if (Roles.isUnit(group) || Roles.isDesk(group) || Roles.isExpert(group)) {
            return List.of(EVERYBODY, TASKLIST);
        }
        return switch (group) {
            case Roles.OPERATOR, Roles.DISPATCHER, Roles.REVIEWER, Roles.CALLBACK, Roles.DUTY_LEADER, Roles.INSPECTOR,
                    Roles.BULLETIN_EDITOR, Roles.BULLETIN_SIGNER -> List.of(EVERYBODY, TASKLIST);
            case Roles.SUPERVISOR -> List.of(EVERYBODY, TASKLIST, COCKPIT);
            case Roles.DESIGNER -> List.of(EVERYBODY, COCKPIT, DEPLOYMENT);
            default -> List.of();
        };
    }
}
