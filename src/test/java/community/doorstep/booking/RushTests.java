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
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import reactor.core.publisher.Flux;

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
        thePoolIsIdleAndWhole();
    }

    // The waitlist's place: those whom the journal calls refused join it, from the same process; their positions must
    // be 1 to n, each once, in the order of the numbers that the answers name.

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
