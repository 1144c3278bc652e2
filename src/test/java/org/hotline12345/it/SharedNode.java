package org.hotline12345.it;

/** One node for all tests that only talk to it; a start costs more than any of them. */
final class SharedNode {

    private static Node node;

    private SharedNode() {
    }

    static synchronized Node get() {
        if (node == null) {
            node = Node.started(Database.fresh("shared"), "--hotline.report.every=2s", "--hotline.report.stepsEvery=5s");
            Runtime.getRuntime().addShutdownHook(new Thread(node::close));
        }
        return node;
    }
}
