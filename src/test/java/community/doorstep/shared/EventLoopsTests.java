package community.doorstep.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.netty.Connection;
import reactor.netty.DisposableServer;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.resources.LoopResources;
import reactor.netty.tcp.TcpClient;
import reactor.netty.tcp.TcpServer;

class EventLoopsTests {

    private static final int CONNECTIONS = 32;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 8})
    void connectionsAreSpreadOverTheLoops(int loops) {
        LoopResources resources = LoopResources.create("spread", loops, loops, true, false);
        DisposableServer server =
                TcpServer.create().handle((in, out) -> out.neverComplete()).bindNow(PATIENCE);
        TcpClient client = TcpClient.create(ConnectionProvider.newConnection())
                .runOn(new EventLoops.Spread(resources))
                .host("127.0.0.1")
                .port(server.port());
        Map<Object, Integer> onLoop = new HashMap<>();
        try {
            Stream<? extends Connection> open =
                    IntStream.range(0, CONNECTIONS).mapToObj(i -> client.connectNow(PATIENCE));
            open.forEach(connection -> onLoop.merge(connection.channel().eventLoop(), 1, Integer::sum));
        } finally {
            server.disposeNow(PATIENCE);
            resources.disposeLater(Duration.ZERO, PATIENCE).block(PATIENCE);
        }

        int even = CONNECTIONS / loops;
        assertThat(onLoop).hasSize(loops);
        assertThat(onLoop.values()).allMatch(many -> many >= even / 2 && many <= even * 2);
    }
}
