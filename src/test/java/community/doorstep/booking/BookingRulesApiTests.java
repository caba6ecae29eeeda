package community.doorstep.booking;

import static org.assertj.core.api.Assertions.assertThat;

import community.doorstep.ApiTest;
import community.doorstep.Town;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;

class BookingRulesApiTests extends ApiTest {

    @Test
    void bookingOpensWhenTheRulesSay() {
        ServiceInTown care = aService("CARE", "{\"opening\": {\"daysBefore\": 1, \"at\": \"08:00\"}}", LocalTime.NOON);
        String slot = care.slots.get(3);
        Instant opening = care.start(3, Instant.now()).minus(Duration.ofDays(1)).minus(Duration.ofHours(4));
        Town.Person lin = town().resident("林小红", "1990-05-01");
        CLOCK.set(opening.minusSeconds(30));
        Town.Answer early = care.tryToBook(lin, slot, null);
        assertThat(early.code()).isEqualTo("not-open-yet");
        assertThat(Instant.parse(early.body().get("opensAt").asString())).isEqualTo(opening);

        CLOCK.set(opening.plusMillis(1));

        care.book(lin, slot, null);
    }

    @Test
    void aPersonIsNotInTwoPlacesAtOnceUnlessTheDeskSetsThatAsideInWriting() {
        ServiceInTown clay = aService("CARE", "{}", LocalTime.of(15, 0));
        ServiceInTown chess = aService("OTHER", "{}", LocalTime.of(15, 30));
        ServiceInTown later = aService("OTHER", "{}", LocalTime.of(16, 0));
        ServiceInTown delivered = aService("MEAL", "{\"presence\": false}", LocalTime.of(15, 0));
        publish(clay, chess, later, delivered);
        Town.Person lin = town().resident("林小红", "1990-05-01");
        Town.Person operator = town().staff("前台", "OPERATOR");
        clay.book(lin, clay.slots.get(1), null);

        assertThat(chess.tryToBook(lin, chess.slots.get(1), null).code()).isEqualTo("elsewhere-then");
        later.book(lin, later.slots.get(1), null);
        delivered.book(lin, delivered.slots.get(1), null);
        assertThat(call(operator, chess.slots.get(1), lin, null, null).code()).isEqualTo("elsewhere-then");
        assertThat(call(operator, chess.slots.get(1), lin, List.of("TWO_PLACES"), " ")
                        .code())
                .isEqualTo("reason-missing");
        Town.Answer made = call(operator, chess.slots.get(1), lin, List.of("TWO_PLACES", "LIMIT"), "母亲会提前来接");
        assertThat(made.status()).isEqualTo(201);
        String written = database.sql(
                        "SELECT details FROM audit_entry WHERE subject_id = :id AND action = 'rules-set-aside'")
                .bind("id", UUID.fromString(made.body().get("id").asString()))
                .map(row -> row.get("details", String.class))
                .one()
                .block(Duration.ofSeconds(5));
        assertThat(written).isEqualTo("[TWO_PLACES] 母亲会提前来接");
    }

    @Test
    void aPersonHasAtMostSoManyActiveBookingsInAPeriod() {
        ServiceInTown care = aService(
                "CARE", "{\"limit\": {\"most\": 2, \"per\": \"PERSON\", \"within\": \"ALWAYS\"}}", LocalTime.NOON);
        Town.Person lin = town().resident("林小红", "1990-05-01");
        String first = care.book(lin, care.slots.get(1), null);
        care.book(lin, care.slots.get(2), null);
        assertThat(care.tryToBook(lin, care.slots.get(3), null).code()).isEqualTo("too-many-bookings");

        care.cancel(lin, first, null);

        care.book(lin, care.slots.get(3), null);
    }

    @Test
    void aFamilysBookingsCountTogetherWhoeverOfTheParentsBooks() {
        ServiceInTown care = aService(
                "CARE", "{\"limit\": {\"most\": 1, \"per\": \"FAMILY\", \"within\": \"DAY\"}}", LocalTime.NOON);
        Town.Person mother = town().resident("林小红", "1990-05-01");
        Town.Person father = town().resident("周大明", "1988-05-01");
        String elder = town().family(mother, "周朵朵", "2018-09-09", "CHILD");
        String younger = town().family(mother, "周苗苗", "2019-09-09", "CHILD");
        String invitation = town().post(mother, "/api/me/family/" + younger + "/invitations", Map.of())
                .get("code")
                .asString();
        town().post(father, "/api/me/family/acceptances", Map.of("code", invitation));
        care.book(mother, care.slots.get(1), elder);

        assertThat(care.tryToBook(father, care.slots.get(1), younger).code()).isEqualTo("too-many-bookings");
        care.book(father, care.slots.get(2), younger);
    }

    /** Twelve services at one time, so that the requests go through all lanes at once. */
    @Test
    void nobodyGetsIntoTwoPlacesByAskingForBothAtOnce() {
        List<ServiceInTown> services = IntStream.range(0, 6)
                .mapToObj(i -> aService("OTHER", "{}", LocalTime.of(15, 0)))
                .toList();
        publish(services.toArray(ServiceInTown[]::new));
        Town.Person lin = town().resident("林小红", "1990-05-01");
        for (int round = 0; round < 4; round++) {
            int day = round + 1;
            List<String> codes = Flux.fromIterable(services)
                    .flatMap(service -> reactor.core.publisher.Mono.fromCallable(
                                    () -> service.tryToBook(lin, service.slots.get(day), null))
                            .subscribeOn(Schedulers.boundedElastic()))
                    .map(answer -> answer.status() == 201 ? "booked" : answer.code())
                    .collectList()
                    .block(Duration.ofSeconds(30));

            assertThat(codes).hasSize(6).containsOnlyOnce("booked").contains("elsewhere-then");
        }
    }

    private ServiceInTown aService(String kind, String rules, LocalTime starts) {
        return new ServiceInTown(town(), database, kind, "AT_DOOR", 0, rules, starts, 5);
    }

    /** One price book for all: each new one replaces the last. */
    private void publish(ServiceInTown... services) {
        Map<String, Long> prices = new LinkedHashMap<>();
        for (ServiceInTown service : services) {
            prices.put(service.id, 0L);
        }
        town().publishPrices(prices);
    }

    private Town.Answer call(
            Town.Person operator, String slot, Town.Person person, List<String> setAside, String reason) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("slotId", slot);
        body.put("beneficiaryId", person.id());
        body.put("setAside", setAside);
        body.put("reason", reason);
        return town().exchange(
                        "POST",
                        operator,
                        "/api/station/calls",
                        body,
                        UUID.randomUUID().toString());
    }
}
