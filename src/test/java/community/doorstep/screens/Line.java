package community.doorstep.screens;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The line between a tablet and the server, which can be cut: for whatever asks, a browser's own helpers too. */
final class Line implements AutoCloseable {

    private final int server;
    private final int port;
    private final List<Socket> ends = new CopyOnWriteArrayList<>();
    private ServerSocket door;

    Line(int server) throws IOException {
        this.server = server;
        door = opened(0);
        port = door.getLocalPort();
    }

    int port() {
        return port;
    }

    void cut() {
        hangUp(door);
        ends.forEach(Line::hangUp);
        ends.clear();
    }

    void mend() throws IOException {
        door = opened(port);
    }

    private ServerSocket opened(int at) throws IOException {
        ServerSocket opened = new ServerSocket();
        opened.setReuseAddress(true);
        opened.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), at));
        spin(() -> {
            while (true) {
                join(opened.accept());
            }
        });
        return opened;
    }

    private void join(Socket tablet) throws IOException {
        Socket onward = new Socket(InetAddress.getLoopbackAddress(), server);
        ends.addAll(List.of(tablet, onward));
        carry(tablet, onward);
        carry(onward, tablet);
    }

    private static void carry(Socket from, Socket to) {
        spin(() -> {
            try (InputStream said = from.getInputStream()) {
                said.transferTo(to.getOutputStream());
            } finally {
                hangUp(to);
            }
        });
    }

    private interface Work {
        void run() throws IOException;
    }

    /** Until one of its ends is closed. */
    private static void spin(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException closed) {
                // That is how it ends.
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    private static void hangUp(AutoCloseable end) {
        try {
            end.close();
        } catch (Exception failed) {
            throw new UncheckedIOException(new IOException(failed));
        }
    }

    @Override
    public void close() {
        cut();
    }
}
