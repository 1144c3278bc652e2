package org.hotline12345.platform.security;

import java.beans.FeatureDescriptor;
import java.util.Iterator;
import org.camunda.bpm.dmn.engine.DmnDecisionResult;
import org.camunda.bpm.dmn.engine.DmnDecisionTableResult;
import org.camunda.bpm.impl.juel.jakarta.el.ELContext;
import org.camunda.bpm.impl.juel.jakarta.el.ELResolver;

/**
 * Lets models write {@code ${decisionResult.singleResult.outcome}}: as lists, decision results would otherwise only
 * understand positions.
 */
class DecisionValues extends ELResolver {

    @Override
    public Object getValue(ELContext context, Object base, Object property) {
        Object value = null;
        boolean known = false;
        if (base instanceof DmnDecisionResult result) {
            known = true;
            switch (String.valueOf(property)) {
                case "singleResult" -> value = result.getSingleResult();
                case "firstResult" -> value = result.getFirstResult();
                case "resultList" -> value = result.getResultList();
                case "singleEntry" -> value = result.getSingleEntry();
                default -> known = false;
            }
        } else if (base instanceof DmnDecisionTableResult result) {
            known = true;
            switch (String.valueOf(property)) {
                case "singleResult" -> value = result.getSingleResult();
                case "firstResult" -> value = result.getFirstResult();
                case "resultList" -> value = result.getResultList();
                case "singleEntry" -> value = result.getSingleEntry();
                default -> known = false;
            }
        }
        if (known) {
            context.setPropertyResolved(true);
        }
        return value;
    }

    @Override
    public Class<?> getType(ELContext context, Object base, Object property) {
        return null;
    }

    @Override
    public void setValue(ELContext context, Object base, Object property, Object value) {
        // Results are read only: nothing to resolve.
    }

    @Override
    public boolean isReadOnly(ELContext context, Object base, Object property) {
        return true;
    }

    @Override
    public Iterator<FeatureDescriptor> getFeatureDescriptors(ELContext context, Object base) {
        return null;
    }

    @Override
    public Class<?> getCommonPropertyType(ELContext context, Object base) {
        return null;
    }
}
