package community.doorstep.booking;

import community.doorstep.bench.HttpLoad;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.json.JsonMapper;

/**
 * A crowd in a process of its own: first all take their quotes, then, told to go, all book at once. Reads the file of a
 * {@link RushOrder}, and a line before each of the two; answers each with a line.
 */
final class RushClient {

    static final JsonMapper JSON = JsonMapper.builder().build();

    private RushClient() {}

    public static void main(String[] arguments) throws Exception {
        RushOrder order = JSON.readValue(Files.readString(Path.of(arguments[0])), RushOrder.class);
        InetSocketAddress server = new InetSocketAddress("127.0.0.1", order.port());
        BufferedReader words = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        words.readLine();
        RushQuotes quotes = new RushQuotes(order);
        try (HttpLoad load = new HttpLoad(server, quotes)) {
            load.run(order.connections());
        }
        System.out.println(quotes.strange().isEmpty() ? "ready" : "instead of a quote: " + quotes.strange());
        if (words.readLine() == null) {
            return;
        }
        try (PrintWriter journal = new PrintWriter(Files.newBufferedWriter(Path.of(order.journal())), true);
                HttpLoad load = new HttpLoad(server, new Rush(order, quotes.tokens(), journal))) {
            load.run(order.connections());
        }
        System.out.println("done");
        System.exit(0);
    }
}
