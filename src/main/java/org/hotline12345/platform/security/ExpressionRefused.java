package org.hotline12345.platform.security;

import org.camunda.bpm.impl.juel.jakarta.el.ELException;

/** An expression reached for something expressions may not touch. */
class ExpressionRefused extends ELException {

    ExpressionRefused(String what) {
        super("表达式不得使用 " + what);
    }
}
