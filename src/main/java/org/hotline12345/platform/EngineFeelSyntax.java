package org.hotline12345.platform;

import java.util.Collections;
import org.camunda.bpm.dmn.feel.impl.scala.ScalaFeelEngine;
import org.hotline12345.common.FeelSyntax;
import org.springframework.stereotype.Component;

/** Reads FEEL with the parser of the engine that will evaluate it. */
@Component
public class EngineFeelSyntax implements FeelSyntax {

    private final Parser parser = new Parser();

    @Override
    public boolean isCondition(String feel) {
        return parser.readsUnaryTests(feel);
    }

    @Override
    public boolean isExpression(String feel) {
        return parser.readsExpression(feel);
    }

    /** The parser is a protected member of the engine's adapter. */
    private static final class Parser extends ScalaFeelEngine {

        Parser() {
            super(Collections.emptyList());
        }

        boolean readsUnaryTests(String text) {
            return feelEngine.parseUnaryTests(text).isRight();
        }

        boolean readsExpression(String text) {
            return feelEngine.parseExpression(text).isRight();
        }
    }
}
