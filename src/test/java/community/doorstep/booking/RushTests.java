package community.doorstep.booking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import community.doorstep.ApiTest;
import community.doorstep.Town;
import community.doorstep.identity.Crowd;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.PoolMetrics;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.Wrapped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Eight o'clock: many want few seats, over HTTP from another process; they repeat themselves and hang up. */
class RushTests extends ApiTest {

    private static final boolean THOROUGH = "true".equals(System.getProperty("thorough"));
    private static final int SEATS = THOROUGH ? 200 : 20;
    /** Every second one asks twice: with these people a rush has two thousand requests, or twenty thousand. */
    private static final int PEOPLE = SEATS * 200 / 3;

    @Autowired
    Crowd crowd;

    @Autowired
    ConnectionFactory connections;

    @Test
    void exactlyTheSeatsAreTakenAndEveryAnswerIsTrue() throws Exception {
        String service = town().service("MEAL", "午餐", "BEFORE", null, null);
        town().publishPrices(Map.of(service, 1500L));
        town().everyDay(service, SEATS);
        String slot = town().slots(service).get(0);
        List<String> tokens = crowd.of(PEOPLE).stream().map(Town.Person::token).toList();

        List<RushEntry> journal = RushProcess.rush(port, service, slot, tokens, () -> {});

        RushBooks books = new RushBooks(database, slot);
        assertThat(journal.stream().filter(entry -> !entry.unanswered()))
                .allMatch(entry -> entry.booked() || entry.refused());
        assertThat(journal).anyMatch(RushEntry::unanswered);
        books.mustHold(SEATS);
        books.mustAgreeWith(journal);
        assertThat(RushBooks.booked(journal).keySet()).hasSize(SEATS);
        theLineIsServedInOrder(slot, tokens);
        thePoolIsIdleAndWhole();
    }

    /** All who got no seat join the line at once; then the holds run out unpaid, and the first in line get the offers. */
    private void theLineIsServedInOrder(String slot, List<String> tokens) {
        WebClient client = WebClient.create("http://127.0.0.1:" + port);
        List<Integer> numbers = Flux.fromIterable(tokens)
                .flatMap(token -> number(client, token, slot), 128)
                .filter(number -> number > 0)
                .collectList()
                .block(Duration.ofMinutes(2));
        assertThat(numbers)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.rangeClosed(1, PEOPLE - SEATS).boxed().toList());

        CLOCK.advance(Duration.ofMinutes(16));

        await().atMost(Duration.ofSeconds(30))
                .until(() -> numbersOf(slot, "OFFERED").size() == SEATS);
        assertThat(numbersOf(slot, "OFFERED"))
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, SEATS).boxed().toList());
        assertThat(numbersOf(slot, "WAITING")).hasSize(PEOPLE - 2 * SEATS);
    }

    /** The place in line; 0 for who has a seat. */
    private static Mono<Integer> number(WebClient client, String token, String slot) {
        return client.post()
                .uri("/api/slots/{slot}/waitlist", slot)
                .headers(headers -> headers.setBearerAuth(token))
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue("{}")
                .exchangeToMono(answer -> answer.bodyToMono(String.class))
                .map(RushClient.JSON::readTree)
                .doOnNext(answer -> assertThat(answer.path("code").asString("")).isIn("", "already-booked"))
                .map(answer -> answer.path("number").asInt(0));
    }

    private List<Integer> numbersOf(String slot, String state) {
        return database.sql(
                        "SELECT number FROM waitlist_entry WHERE slot_id = :slot AND state = :state ORDER BY number")
                .bind("slot", UUID.fromString(slot))
                .bind("state", state)
                .map(row -> row.get("number", Integer.class))
                .all()
                .collectList()
                .block(Duration.ofSeconds(10));
    }

    private void thePoolIsIdleAndWhole() {
        ConnectionPool pool = pool(connections);
        PoolMetrics metrics = pool.getMetrics().orElseThrow();
        await().atMost(Duration.ofSeconds(10))
                .until(() -> metrics.acquiredSize() == 0 && metrics.pendingAcquireSize() == 0);
        int size = metrics.getMaxAllocatedSize();
        List<Integer> servers = Flux.range(0, size)
                .flatMap(
                        n -> database.sql("SELECT pg_backend_pid() AS pid, pg_sleep(0.3)")
                                .map(row -> row.get("pid", Integer.class))
                                .one(),
                        size)
                .collectList()
                .block(Duration.ofSeconds(10));
        assertThat(servers.stream().collect(Collectors.toSet())).hasSize(size);
    }

    private static ConnectionPool pool(ConnectionFactory factory) {
        return factory instanceof ConnectionPool pool
                ? pool
                : pool(((Wrapped<?>) factory).unwrap(ConnectionFactory.class));
    }
}
