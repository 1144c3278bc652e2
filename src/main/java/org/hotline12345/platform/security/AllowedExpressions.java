package org.hotline12345.platform.security;

import java.util.Map;
import org.camunda.bpm.engine.spring.SpringExpressionManager;
import org.camunda.bpm.impl.juel.jakarta.el.CompositeELResolver;
import org.camunda.bpm.impl.juel.jakarta.el.ELResolver;
import org.springframework.context.ApplicationContext;

/** The engine's expressions, confined to {@link AllowedBeans} and {@link AllowedTargets}. */
class AllowedExpressions extends SpringExpressionManager {

    AllowedExpressions(ApplicationContext context, Map<Object, Object> beans) {
        super(context, beans);
    }

    @Override
    protected ELResolver createElResolver() {
        CompositeELResolver resolver = new CompositeELResolver();
        resolver.add(new AllowedTargets());
        resolver.add(new DecisionValues());
        resolver.add(super.createElResolver());
        return resolver;
    }
}
