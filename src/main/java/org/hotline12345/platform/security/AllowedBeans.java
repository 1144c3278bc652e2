package org.hotline12345.platform.security;

import java.util.AbstractMap;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.context.ApplicationContext;

/**
 * The beans a model may name: delegates and listeners of the {@code process} packages and the expression beans
 * designers write by hand. Looked up when first asked, because they are created after the engine.
 */
public class AllowedBeans extends AbstractMap<Object, Object> {

    /** Beans for expressions such as {@code ${clocks.returnUntil(execution)}}. */
    static final Set<String> EXPRESSION_BEANS = Set.of("clocks", "ticketStatus", "openDispatches", "supervision", "queueRank", "bulletinChecks");

    private static final Pattern PROCESS_PACKAGE = Pattern.compile("org\\.hotline12345\\.(.*\\.)?process(\\..*)?");

    private final ApplicationContext context;
    private volatile Set<String> names;

    public AllowedBeans(ApplicationContext context) {
        this.context = context;
    }

    public Set<String> names() {
        Set<String> known = names;
        if (known == null) {
            known = new HashSet<>();
            for (Class<?> kind : new Class<?>[] {JavaDelegate.class, ExecutionListener.class, TaskListener.class}) {
                for (String name : context.getBeanNamesForType(kind, true, false)) {
                    Class<?> type = context.getType(name, false);
                    if (type != null && PROCESS_PACKAGE.matcher(type.getPackageName()).matches()) {
                        known.add(name);
                    }
                }
            }
            EXPRESSION_BEANS.stream().filter(context::containsBean).forEach(known::add);
            names = Set.copyOf(known);
        }
        return known;
    }

    @Override
    public boolean containsKey(Object name) {
        return names().contains(name);
    }

    @Override
    public Object get(Object name) {
        return containsKey(name) ? context.getBean((String) name) : null;
    }

    @Override
    public Set<Entry<Object, Object>> entrySet() {
        return names().stream().map(name -> new SimpleImmutableEntry<Object, Object>(name, get(name)))
                .collect(Collectors.toUnmodifiableSet());
    }
}
