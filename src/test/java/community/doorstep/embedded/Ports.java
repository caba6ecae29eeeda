package community.doorstep.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.stream.IntStream;

/**
 * Ports on loopback, below those that systems give to outgoing connections (from 32768 on Linux, higher elsewhere): while
 * a server is down nobody's connection takes its port, nor does a client that tries again meet itself there.
 */
public final class Ports {

    private static final int FIRST = 20_000;
    private static final int END = 32_000;

    /** A node of a Redis Cluster speaks with the others on a port so far above its own. */
    private static final int BUS = 10_000;

    /** Not the same for processes that start together. */
    private static int next = FIRST + Math.floorMod(ProcessHandle.current().pid() * 97, END - FIRST);

    /** Where the next node of a cluster is looked for. */
    private static int nextNode = FIRST + Math.floorMod(ProcessHandle.current().pid() * 97, END - FIRST - BUS);

    private Ports() {}

    /** A free one, and another each time. */
    public static synchronized int any() {
        int port = IntStream.range(0, END - FIRST)
                .map(step -> FIRST + (next - FIRST + step) % (END - FIRST))
                .filter(Ports::free)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No port is free"));
        next = port + 1;
        return port;
    }

    /** The same for a node of a Redis Cluster, whose bus has its port here, too. */
    public static synchronized int ofNode() {
        int nodes = END - FIRST - BUS;
        int port = IntStream.range(0, nodes)
                .map(step -> FIRST + (nextNode - FIRST + step) % nodes)
                .filter(node -> free(node) && free(node + BUS))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No port is free"));
        nextNode = port + 1;
        return port;
    }

    static boolean free(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }
}
