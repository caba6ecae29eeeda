package community.doorstep.booking;

import static org.assertj.core.api.Assertions.assertThat;

import community.doorstep.ApiTest;
import community.doorstep.Town;
import community.doorstep.identity.Crowd;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Eight o'clock: many want few seats. */
class RushTests extends ApiTest {

    private static final int SEATS = 40;
    private static final int REQUESTS = 2000;
    private static final int CONNECTIONS = 256;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Autowired
    Crowd crowd;

    @Test
    void twoThousandRequestsForFortySeatsMakeExactlyFortyBookings() {
        String service = town().service("MEAL", "午餐", "BEFORE", null, null);
        town().publishPrices(Map.of(service, 1500L));
        town().everyDay(service, SEATS);
        String slot = town().slots(service).get(0);
        List<Town.Person> people = crowd.of(REQUESTS);
        WebClient client = client();

        Map<String, Long> answers = Flux.fromIterable(people)
                .flatMap(person -> quote(client, person, service, slot).map(quote -> new Asker(person, quote)), 64)
                .collectList()
                .flatMapMany(Flux::fromIterable)
                .flatMap(asker -> book(client, asker, slot), CONNECTIONS)
                .collect(Collectors.groupingBy(answer -> answer, Collectors.counting()))
                .block(Duration.ofMinutes(2));

        assertThat(answers)
                .containsOnly(Map.entry("booked", (long) SEATS), Map.entry("slot-full", REQUESTS - (long) SEATS));
        assertThat(count("SELECT count(*) AS n FROM booking WHERE slot_id = :slot AND state = 'HELD'", slot))
                .isEqualTo(SEATS);
        assertThat(count("SELECT taken AS n FROM seats WHERE slot_id = :slot", slot))
                .isEqualTo(SEATS);
    }

    private record Asker(Town.Person person, String quote) {}

    private WebClient client() {
        ConnectionProvider connections = ConnectionProvider.builder("rush")
                .maxConnections(CONNECTIONS)
                .pendingAcquireMaxCount(-1)
                .pendingAcquireTimeout(Duration.ofMinutes(1))
                .build();
        return WebClient.builder()
                .clientConnector(new ReactorClientHttpConnector(HttpClient.create(connections)))
                .baseUrl("http://127.0.0.1:" + port)
                .build();
    }

    private static Mono<String> quote(WebClient client, Town.Person person, String service, String slot) {
        return post(client, person, "/api/quotes", Map.of("serviceId", service, "slotId", slot))
                .doOnNext(answer ->
                        assertThat(answer.has("token")).as(answer.toString()).isTrue())
                .map(answer -> answer.get("token").asString());
    }

    private static Mono<String> book(WebClient client, Asker asker, String slot) {
        return post(client, asker.person(), "/api/bookings", Map.of("slotId", slot, "quote", asker.quote()))
                .map(answer -> answer.has("code") ? answer.get("code").asString() : "booked");
    }

    private static Mono<JsonNode> post(WebClient client, Town.Person person, String address, Object body) {
        return client.post()
                .uri(address)
                .headers(headers -> headers.setBearerAuth(person.token()))
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(JSON.writeValueAsString(body))
                .exchangeToMono(answer -> answer.bodyToMono(byte[].class))
                .map(JSON::readTree);
    }

    private Long count(String sql, String slot) {
        return database.sql(sql)
                .bind("slot", UUID.fromString(slot))
                .map(row -> row.get("n", Long.class))
                .one()
                .block(Duration.ofSeconds(10));
    }
}
