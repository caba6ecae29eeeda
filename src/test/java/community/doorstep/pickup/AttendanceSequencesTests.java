package community.doorstep.pickup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import community.doorstep.ApiTest;
import community.doorstep.Town;
import community.doorstep.children.CareCentre;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * Children come, are excused, asked for, fetched and refused in any order, by hand and by tablets that were alone, some of
 * whose entries come twice: after each step the answer and the child's state are those of a plain model.
 */
class AttendanceSequencesTests extends ApiTest {

    private static final int CHILDREN = "true".equals(System.getProperty("thorough")) ? 60 : 4;
    private static final int STEPS = 30;

    /** Where a child is. */
    private enum Is {
        AWAITED,
        EXCUSED,
        HERE,
        GONE
    }

    /** Who wants to fetch it, and what is said of them. */
    private enum Fetching {
        MOTHER(""),
        LISTED(""),
        FORBIDDEN("pick-up-not-allowed"),
        STRANGER("pick-up-not-listed"),
        ALONE("may-not-walk-alone");

        private final String refusal;

        Fetching(String refusal) {
            this.refusal = refusal;
        }
    }

    private CareCentre centre;
    private Town.Person stranger;
    private Instant now;

    @Test
    void whateverHappensAChildIsWhereTheModelSaysAndEveryAnswerIsTheModels() {
        centre = new CareCentre(town(), CLOCK);
        town().rules(
                        centre.service,
                        Map.of("cancellation", Map.of("freeMinutes", 240, "shareMinutes", 60, "keptPercent", 50)));
        stranger = town().resident("路人", "1991-01-01");
        List<Life> lives = new ArrayList<>();
        for (int child = 0; child < CHILDREN; child++) {
            lives.add(new Life(child));
        }
        centre.limit(centre.father, true, true, false);
        now = centre.at("15:11");
        centre.onDuty(centre.teacher);
        await().atMost(Duration.ofSeconds(30)).until(() -> asked() == CHILDREN);

        lives.forEach(Life::lived);
    }

    private long asked() {
        return database.sql("SELECT count(*) AS many FROM attendance WHERE station_id = :station AND state = 'MISSING'")
                .bind("station", UUID.fromString(town().stationId))
                .map(row -> row.get("many", Long.class))
                .one()
                .block(Duration.ofSeconds(5));
    }

    private final class Life {
        private final Random random;
        private final String child;
        private final String booking;
        private final String listed;
        private final Map<UUID, String> sent = new HashMap<>();
        private Is is = Is.AWAITED;
        private boolean alone;

        Life(int seed) {
            random = new Random(seed);
            child = seed == 0 ? centre.child : centre.another("孩子" + seed);
            booking = centre.booked(child);
            listed = town().made(
                            centre.mother,
                            "/api/me/family/" + child + "/pick-up-persons",
                            Map.of("name", "周奶奶", "phone", "13911112222", "relation", "奶奶"));
        }

        void lived() {
            for (int step = 0; step < STEPS; step++) {
                String said = step();
                assertThat(state())
                        .as(child + " after step " + step + ": " + said)
                        .isEqualTo(written());
            }
        }

        private String written() {
            return switch (is) {
                case AWAITED -> "MISSING";
                case EXCUSED -> "LEAVE";
                case HERE -> "ARRIVED";
                case GONE -> "LEFT";
            };
        }

        private String state() {
            return database.sql("SELECT state FROM attendance WHERE booking_id = :booking")
                    .bind("booking", UUID.fromString(booking))
                    .map(row -> row.get("state", String.class))
                    .one()
                    .block(Duration.ofSeconds(5));
        }

        private String step() {
            return switch (random.nextInt(8)) {
                case 0 -> checkedIn();
                case 1 -> answered("/leave", Map.of());
                case 2 -> answered("/answer", Map.of("coming", random.nextBoolean()));
                case 3 -> walking();
                case 4, 5 -> fetched();
                default -> synced();
            };
        }

        private String checkedIn() {
            Town.Answer answer = town().exchange(
                            "POST", centre.teacher, "/api/station/care/bookings/" + booking + "/check-in", null, null);
            assertThat(answer.status()).isEqualTo(200);
            is = is == Is.GONE ? Is.GONE : Is.HERE;
            return "check-in";
        }

        private String answered(String how, Map<String, Object> said) {
            Town.Answer answer =
                    town().exchange("POST", centre.mother, "/api/me/care/bookings/" + booking + how, said, null);
            if (is == Is.HERE || is == Is.GONE) {
                assertThat(answer.code()).isEqualTo("already-arrived");
            } else {
                assertThat(answer.status()).isLessThan(300);
                is = Boolean.TRUE.equals(said.get("coming")) ? Is.AWAITED : Is.EXCUSED;
            }
            return how + said;
        }

        private String walking() {
            alone = random.nextBoolean();
            town().send(
                            "PUT",
                            centre.mother,
                            "/api/me/family/" + child + "/walk-alone",
                            Map.of("allowed", alone),
                            null);
            return "alone " + alone;
        }

        private String fetched() {
            Fetching who = Fetching.values()[random.nextInt(Fetching.values().length)];
            Map<String, Object> wanted = shown(who);
            wanted.put("stationId", town().stationId);
            Town.Answer answer = town().exchange(
                            "POST",
                            centre.teacher,
                            "/api/station/care/pick-ups",
                            wanted,
                            UUID.randomUUID().toString());
            String expected = code(who);
            assertThat(answer.code()).as(child + " " + who).isEqualTo(expected);
            if (expected.isEmpty()) {
                assertThat(answer.status()).isEqualTo(201);
                is = Is.GONE;
            }
            return "fetched by " + who + " " + expected;
        }

        private Map<String, Object> shown(Fetching who) {
            Map<String, Object> shown = new HashMap<>();
            shown.put("childId", child);
            switch (who) {
                case MOTHER -> shown.put("guardianId", centre.mother.id());
                case FORBIDDEN -> shown.put("guardianId", forbidden());
                case STRANGER -> shown.put("guardianId", stranger.id());
                case LISTED -> shown.put("personId", listed);
                case ALONE -> shown.put("alone", true);
            }
            return shown;
        }

        /** The father of one of them is limited; to the others he is nobody. */
        private String forbidden() {
            return centre.father.id();
        }

        private String code(Fetching who) {
            if (who == Fetching.FORBIDDEN && !child.equals(centre.child)) {
                return Fetching.STRANGER.refusal;
            }
            boolean may = who == Fetching.ALONE ? alone : who.refusal.isEmpty();
            return may ? there() : who.refusal;
        }

        private String there() {
            return switch (is) {
                case AWAITED, EXCUSED -> "not-checked-in";
                case HERE -> "";
                case GONE -> "already-left";
            };
        }

        /** A tablet was alone: who came, then who was fetched; now and then an entry that it has sent before. */
        private String synced() {
            boolean came = random.nextBoolean();
            boolean known = random.nextBoolean() && !sent.isEmpty();
            Fetching who = Fetching.values()[random.nextInt(Fetching.values().length)];
            UUID id = known ? sent.keySet().iterator().next() : UUID.randomUUID();
            if (came && is != Is.GONE) {
                is = Is.HERE;
            }
            String expected = known ? sent.get(id) : code(who);
            Map<String, Object> entry = shown(who);
            entry.put("id", id);
            entry.put("at", now);
            JsonNode taken = town().post(centre.teacher, "/api/station/care/offline", journal(came, entry));
            assertThat(taken.at("/pickUps/0/code").asString())
                    .as(child + " offline " + who)
                    .isEqualTo(expected);
            sent.put(id, expected);
            if (!known && is == Is.HERE) {
                is = Is.GONE;
            }
            return "offline " + came + " " + who + " " + expected;
        }

        private Map<String, Object> journal(boolean came, Map<String, Object> pickUp) {
            List<Map<String, Object>> checkIns =
                    came ? List.of(Map.of("id", UUID.randomUUID(), "bookingId", booking, "at", now)) : List.of();
            return Map.of(
                    "stationId", town().stationId, "tabletNow", now, "checkIns", checkIns, "pickUps", List.of(pickUp));
        }
    }
}
