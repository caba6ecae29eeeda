package community.doorstep.canteen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import community.doorstep.ApiTest;
import community.doorstep.Town;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.JsonNode;

/**
 * Meals are handed out by name, digits and code, at the counter and by two tablets that were alone and send some uses
 * twice: every answer is a plain model's, and each meal is handed out once, also when all come at the same time.
 */
class RedemptionSequencesTests extends ApiTest {

    private static final int MEALS = "true".equals(System.getProperty("thorough")) ? 40 : 4;
    private static final int STEPS = 8 * MEALS;
    private static final Duration SOON = Duration.ofSeconds(30);

    private final Random random = new Random(11);
    private CanteenInTown canteen;

    private enum Is {
        ORDERED,
        EATEN,
        CANCELLED
    }

    private final class Meal {
        private final Town.Person guest;
        private final String booking;
        private final Map<String, Map<String, Object>> sent = new HashMap<>();
        private final Map<String, String> outcomes = new HashMap<>();
        private Is is = Is.ORDERED;
        private boolean passUsed;
        private String digits = "";
        private String qr = "";

        Meal(int number) {
            guest = town().resident("客人" + number, "1946-03-01");
            booking = canteen.book(guest, guest.id(), null);
        }

        void calledOff() {
            town().post(guest, "/api/bookings/" + booking + "/cancellation", null);
            await().atMost(SOON)
                    .until(() ->
                            canteen.meal(guest, booking).get("state").asString().equals("CANCELLED"));
            is = Is.CANCELLED;
        }

        void looksAtItsPass() {
            JsonNode pass = canteen.meal(guest, booking).get("pass");
            digits = pass.get("digits").asString();
            qr = pass.get("qr").asString();
        }

        void step() {
            switch (random.nextInt(4)) {
                case 0 -> answered(canteen.redeem("bookingId", booking), byName());
                case 1 -> shown("digits", digits);
                case 2 -> shown("qr", qr);
                default -> synced();
            }
        }

        private String byName() {
            return switch (is) {
                case ORDERED -> "";
                case EATEN -> "meal-redeemed";
                case CANCELLED -> "meal-cancelled";
            };
        }

        private void shown(String how, String pass) {
            if (is == Is.CANCELLED) {
                return;
            }
            String expected = passUsed ? "pass-used" : byName();
            passUsed |= expected.isEmpty();
            answered(canteen.redeem(how, pass), expected);
        }

        private void answered(Town.Answer answer, String expected) {
            assertThat(answer.code()).as(booking + " " + is + answer.body()).isEqualTo(expected);
            if (expected.isEmpty()) {
                assertThat(answer.status()).isEqualTo(200);
                is = Is.EATEN;
            }
        }

        /** By either tablet; now and then what was sent before. */
        private void synced() {
            boolean again = !sent.isEmpty() && random.nextBoolean();
            Map<String, Object> use = again
                    ? sent.values().iterator().next()
                    : canteen.offline(booking, CLOCK.instant().minusSeconds(random.nextInt(60)));
            String id = String.valueOf(use.get("id"));
            String expected = again
                    ? outcomes.get(id)
                    : switch (is) {
                        case ORDERED -> "COUNTED";
                        case EATEN -> "TWICE";
                        case CANCELLED -> "CANCELLED";
                    };
            JsonNode synced = canteen.sync(CLOCK.instant(), List.of(use));
            assertThat(synced.at("/uses/0/outcome").asString()).as(booking).isEqualTo(expected);
            sent.put(id, use);
            outcomes.put(id, expected);
            is = expected.equals("COUNTED") ? Is.EATEN : is;
        }
    }

    @Test
    void eachMealIsHandedOutOnceWhateverIsShownAndWhoeverComesBack() {
        List<Meal> meals = meals();
        meals.stream().filter(meal -> random.nextInt(4) == 0).forEach(Meal::calledOff);
        canteen.clockIs("11:05");
        meals.stream().filter(meal -> meal.is == Is.ORDERED).forEach(Meal::looksAtItsPass);

        for (int step = 0; step < STEPS; step++) {
            meals.get(random.nextInt(meals.size())).step();
        }

        for (Meal meal : meals) {
            String booked = town().get(meal.guest, "/api/bookings/" + meal.booking)
                    .get("state")
                    .asString();
            assertThat(canteen.meal(meal.guest, meal.booking).get("state").asString())
                    .isEqualTo(meal.is.name());
            assertThat(booked)
                    .isEqualTo(
                            switch (meal.is) {
                                case ORDERED -> "CONFIRMED";
                                case EATEN -> "FULFILLED";
                                case CANCELLED -> "CANCELLED";
                            });
        }
        assertThat(meals.stream().map(meal -> meal.is)).contains(Is.EATEN);
    }

    private List<Meal> meals() {
        canteen = new CanteenInTown(town(), CLOCK, MEALS);
        List<Meal> meals = new ArrayList<>();
        for (int number = 0; number < MEALS; number++) {
            meals.add(new Meal(number));
        }
        return meals;
    }

    @Test
    void twoTabletsAndTheCounterAtTheSameTimeHandOutEachMealOnce() {
        List<Meal> meals = meals();
        canteen.clockIs("11:05");
        Instant now = CLOCK.instant();
        List<Callable<Stream<String>>> atOnce = new ArrayList<>();
        for (int tablet = 0; tablet < 2; tablet++) {
            List<Map<String, Object>> uses = meals.stream()
                    .map(meal -> canteen.offline(meal.booking, now))
                    .toList();
            atOnce.add(() -> counted(canteen.sync(now, uses)));
            atOnce.add(() -> counted(canteen.sync(now, uses)));
        }
        meals.forEach(meal ->
                atOnce.add(() -> canteen.redeem("bookingId", meal.booking).status() == 200
                        ? Stream.of("counter " + meal.booking)
                        : Stream.of()));

        List<String> handed = Flux.fromIterable(atOnce)
                .flatMap(one -> Mono.fromCallable(one).subscribeOn(Schedulers.boundedElastic()), atOnce.size())
                .flatMapIterable(Stream::toList)
                .distinct()
                .collectList()
                .block(Duration.ofSeconds(120));

        for (Meal meal : meals) {
            assertThat(handed.stream().filter(said -> said.endsWith(meal.booking)))
                    .as("of three who hand it out one does")
                    .hasSize(1);
        }
    }

    /** A use that is sent twice is one. */
    private static Stream<String> counted(JsonNode synced) {
        Collection<String> counted = synced.get("uses")
                .valueStream()
                .filter(use -> use.get("outcome").asString().equals("COUNTED"))
                .map(use ->
                        use.get("id").asString() + " " + use.get("bookingId").asString())
                .toList();
        return counted.stream();
    }
}
