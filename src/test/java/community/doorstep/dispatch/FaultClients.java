package community.doorstep.dispatch;

import community.doorstep.Town;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Workers who claim and work, and a resident who calls and calls off, each a thread, each request to any instance. What
 * was answered stands in the journal; what was not is unknown.
 */
final class FaultClients implements AutoCloseable {

    private static final Map<String, Object> PLACE = Map.of("latitude", 26.5850, "longitude", 101.7200);
    private static final Map<String, Object> THERE = Map.of("position", PLACE);

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int MOST_OPEN = 12;

    /** An answered step that succeeded; {@code perhaps-…} when nobody knows. */
    record Entry(String step, String job, String by) {}

    record Reply(int status, JsonNode body) {
        boolean succeeded() {
            return status >= 200 && status < 300;
        }
    }

    final Queue<Entry> journal = new ConcurrentLinkedQueue<>();
    final Queue<String> strange = new ConcurrentLinkedQueue<>();
    volatile boolean working = true;
    volatile boolean calling = true;
    private volatile boolean over;
    private final HttpClient http = HttpClient.newHttpClient();
    private final List<Integer> ports;
    private final List<Thread> threads = new ArrayList<>();

    FaultClients(List<Integer> ports) {
        this.ports = ports;
    }

    void worker(Town.Person worker, long seed) {
        Random random = new Random(seed);
        begin("worker", () -> work(worker, random));
    }

    void resident(Town.Person resident, String service, String slot, long seed) {
        Random random = new Random(seed);
        begin("resident", () -> call(resident, service, slot, random));
    }

    private void begin(String name, Runnable turn) {
        Thread thread = new Thread(
                () -> {
                    while (!over) {
                        turn.run();
                    }
                },
                name);
        thread.start();
        threads.add(thread);
    }

    private void work(Town.Person worker, Random random) {
        Reply lists = working ? ask("GET", worker, "/api/worker/jobs", null, random) : null;
        if (lists == null || !lists.succeeded()) {
            pause();
            return;
        }
        JsonNode mine = lists.body().get("mine");
        JsonNode waiting = lists.body().get("waiting");
        if (!mine.isEmpty()) {
            JsonNode job = mine.get(0);
            goOn(worker, job.get("id").asString(), job.get("state").asString(), random);
        } else if (!waiting.isEmpty()) {
            String job = waiting.get(random.nextInt(waiting.size())).get("id").asString();
            step("claim", worker, job, null, random);
        } else {
            pause();
        }
    }

    private void goOn(Town.Person worker, String job, String state, Random random) {
        if (random.nextInt(10) == 0) {
            step("release", worker, job, Map.of("reason", "没有零件"), random);
        } else {
            boolean arriving = state.equals("ACCEPTED");
            step(arriving ? "arrival" : "completion", worker, job, arriving ? THERE : Map.of(), random);
        }
    }

    private void step(String step, Town.Person worker, String job, Object body, Random random) {
        Reply reply = ask("POST", worker, "/api/worker/jobs/" + job + "/" + step, body, random);
        if (reply != null && reply.succeeded()) {
            journal.add(new Entry(step, job, worker.id()));
        } else if (reply != null && reply.status() >= 500 && reply.status() != 503) {
            strange.add(step + " " + reply);
        }
    }

    private void call(Town.Person resident, String service, String slot, Random random) {
        if (!calling || open() >= MOST_OPEN) {
            pause();
            return;
        }
        Reply quote = ask("POST", resident, "/api/quotes", Map.of("serviceId", service, "slotId", slot), random);
        if (quote == null || !quote.succeeded()) {
            pause();
            return;
        }
        Map<String, Object> details = Map.of(
                "category", "TAP",
                "address", "望江街 3 栋 2 单元 501",
                "place", PLACE);
        Object booking =
                Map.of("slotId", slot, "quote", quote.body().get("token").asString(), "details", details);
        Reply booked = ask("POST", resident, "/api/bookings", booking, random);
        if (booked == null || !booked.succeeded()) {
            return;
        }
        String job = booked.body().get("id").asString();
        journal.add(new Entry("call", job, resident.id()));
        if (random.nextInt(5) == 0) {
            Reply off = ask("POST", resident, "/api/bookings/" + job + "/cancellation", Map.of(), random);
            boolean surely = off != null && off.succeeded();
            journal.add(new Entry(surely ? "calling-off" : "perhaps-calling-off", job, resident.id()));
        }
    }

    private long open() {
        long called = count("call");
        return called - count("calling-off") - count("completion");
    }

    long count(String step) {
        return journal.stream().filter(entry -> entry.step().equals(step)).count();
    }

    static void pause() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** Null when nobody knows what became of it. */
    private Reply ask(String method, Town.Person caller, String path, Object body, Random random) {
        int port = ports.get(random.nextInt(ports.size()));
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(20))
                .header("Authorization", "Bearer " + caller.token())
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", UUID.randomUUID().toString());
        request.method(
                method,
                body == null
                        ? HttpRequest.BodyPublishers.noBody()
                        : HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)));
        try {
            HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Reply(
                    answer.statusCode(), answer.body().isEmpty() ? JSON.nullNode() : JSON.readTree(answer.body()));
        } catch (IOException unknown) {
            return null;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    @Override
    public void close() throws InterruptedException {
        over = true;
        for (Thread thread : threads) {
            thread.join();
        }
    }
}
