package org.hotline12345.common;

/** Says whether a designer's FEEL text can be read at all; nothing is evaluated. */
public interface FeelSyntax {

    /** Whether the text is a condition of a table's cell, for example {@code < 3} or {@code "help","report"}. */
    boolean isCondition(String feel);

    /** Whether the text is an expression, as results of a table are. */
    boolean isExpression(String feel);
}
