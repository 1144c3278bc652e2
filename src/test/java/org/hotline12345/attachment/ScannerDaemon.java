package org.hotline12345.attachment;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** As much of a ClamAV daemon as INSTREAM needs; knows one virus, the test one. May be told to be out of order. */
final class ScannerDaemon implements AutoCloseable {

    private final ServerSocket door;
    private volatile boolean outOfOrder;
    private volatile int asked;

    ScannerDaemon() {
        try {
            door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread serving = new Thread(this::serve, "scanner-daemon");
        serving.setDaemon(true);
        serving.start();
    }

    String address() {
        return door.getInetAddress().getHostAddress() + ":" + door.getLocalPort();
    }

    void outOfOrder(boolean broken) {
        outOfOrder = broken;
    }

    int asked() {
        return asked;
    }

    private void serve() {
        while (!door.isClosed()) {
            try (Socket visitor = door.accept()) {
                asked++;
                if (!outOfOrder) {
                    answer(visitor);
                }
            } catch (IOException visitorOrDoorIsGone) {
                // The next one may stay.
            }
        }
    }

    private static void answer(Socket visitor) throws IOException {
        DataInputStream in = new DataInputStream(visitor.getInputStream());
        String command = new String(in.readNBytes(10), StandardCharsets.US_ASCII);
        if (!command.equals("zINSTREAM\0")) {
            visitor.getOutputStream().write("UNKNOWN COMMAND\0".getBytes(StandardCharsets.US_ASCII));
            return;
        }
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        for (int length = in.readInt(); length > 0; length = in.readInt()) {
            file.writeBytes(in.readNBytes(length));
        }
        boolean found = file.toString(StandardCharsets.ISO_8859_1).contains(new String(Samples.EICAR, StandardCharsets.ISO_8859_1));
        visitor.getOutputStream().write((found ? "stream: Eicar-Test-Signature FOUND\0" : "stream: OK\0").getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
