package community.doorstep.dispatch;

import community.doorstep.Town;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A lead's screen that listens to the station, now from this instance, now from that: what it shows comes from the
 * stream alone, and where it was cut off it goes on after the last event that it heard.
 */
final class FaultScreen implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpClient http = HttpClient.newHttpClient();
    private final List<Integer> ports;
    private final Town.Person lead;
    private final String path;
    private final Map<String, String> board = new ConcurrentHashMap<>();
    private final Thread thread = new Thread(this::listen, "screen");
    private volatile boolean over;
    private String lastEventId = "";
    private String id = "";
    private String event = "";

    FaultScreen(List<Integer> ports, Town.Person lead, String station) {
        this.ports = ports;
        this.lead = lead;
        this.path = "/api/station/stream?stationId=" + station;
        thread.start();
    }

    private void listen() {
        Random random = new Random(11);
        while (!over) {
            HttpRequest.Builder asked = HttpRequest.newBuilder(
                            URI.create("http://127.0.0.1:" + ports.get(random.nextInt(ports.size())) + path))
                    .header("Authorization", "Bearer " + lead.token());
            if (!lastEventId.isEmpty()) {
                asked.header("Last-Event-ID", lastEventId);
            }
            try (Stream<String> lines = http.send(asked.build(), HttpResponse.BodyHandlers.ofLines())
                    .body()) {
                // Now and then the phone is in a tunnel.
                lines.limit(50 + random.nextInt(300)).takeWhile(line -> !over).forEach(this::heard);
            } catch (IOException | RuntimeException cutOff) {
                FaultClients.pause();
            } catch (InterruptedException stopped) {
                return;
            }
        }
    }

    private void heard(String line) {
        if (line.startsWith("event:")) {
            event = line.substring("event:".length());
        } else if (line.startsWith("id:")) {
            id = line.substring("id:".length());
        } else if (line.startsWith("data:")) {
            JsonNode data = JSON.readTree(line.substring("data:".length()));
            if (event.equals("reset")) {
                board.clear();
                data.get("jobs").forEach(this::shown);
            } else if (event.equals("job")) {
                shown(data);
            }
            lastEventId = id;
        }
    }

    private void shown(JsonNode job) {
        String state = job.get("state").asString();
        if (JobState.valueOf(state).ended()) {
            board.remove(job.get("id").asString());
        } else {
            board.put(job.get("id").asString(), job.get("version").asLong() + "|" + state);
        }
    }

    /** Open jobs: version and state. */
    Map<String, String> board() {
        return board;
    }

    @Override
    public void close() throws InterruptedException {
        over = true;
        thread.interrupt();
        thread.join();
    }
}
