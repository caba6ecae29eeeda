package community.doorstep.lunchcare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import community.doorstep.ApiTest;
import community.doorstep.Town;
import community.doorstep.canteen.CanteenInTown;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class LunchCareTests extends ApiTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    @Test
    void whoEatsRegularlyAndDoesNotComeIsLookedForUntilSomebodyKnows() {
        CanteenInTown canteen = new CanteenInTown(town(), CLOCK, 5);
        Town.Person zhang = town().resident("张敏", "1976-03-01");
        String li = town().family(zhang, "李爷爷", "1941-03-01", "ELDER");
        Town.Person guest = town().resident("新客", "1950-03-01");
        town().send(
                        "PUT",
                        zhang,
                        "/api/me/lunch-contacts/" + li,
                        Map.of("neighbours", List.of(Map.of("name", "对门老刘", "phone", "13900001111"))),
                        null);
        String meal = canteen.book(zhang, li, null);
        canteen.book(guest, guest.id(), null);
        eatenOnThreeDays(meal);

        canteen.clockIs("12:31");

        await().atMost(SOON).until(() -> !calls(canteen, "OPEN").isEmpty());
        await().atMost(SOON).until(() -> kinds(zhang).contains("ELDER_MISSED"));
        await().atMost(SOON).until(() -> kinds(canteen.lead).contains("ELDER_TO_CALL"));
        JsonNode open = calls(canteen, "OPEN");
        assertThat(open).hasSize(1);
        assertThat(open.at("/0/name").asString()).isEqualTo("李爷爷");
        assertThat(open.toString()).doesNotContain(zhang.phone());

        String call = "/api/station/lunch-calls/" + meal;
        JsonNode whom = town().get(canteen.counter, call);
        assertThat(whom.get("toCall").valueStream().map(one -> one.get("who").asString()))
                .containsExactly("FAMILY", "FAMILY", "NEIGHBOUR", "STATION");
        assertThat(whom.toString()).contains(zhang.phone(), "对门老刘");
        assertThat(audited(canteen.counter, meal)).isEqualTo(1);

        assertThat(answer(canteen, call, "FAMILY", "NOT_REACHED", "没人接").status())
                .isEqualTo(201);
        assertThat(answer(canteen, call, "NEIGHBOUR", "NEEDS_HELP", "摔倒了").status())
                .isEqualTo(201);
        await().atMost(SOON).until(() -> kinds(zhang).contains("ELDER_NEEDS_HELP"));
        assertThat(answer(canteen, call, "STATION", "HELPED", "已送医").status()).isEqualTo(201);
        assertThat(answer(canteen, call, "STATION", "WELL", "").code()).isEqualTo("lunch-call-closed");
        assertThat(answer(canteen, call, "STATION", "CAME", "").code()).isEqualTo("lunch-answer-unclear");
        assertThat(calls(canteen, "OPEN")).isEmpty();
        assertThat(town().get(canteen.lead, call).get("answers")).hasSize(3);
        assertThat(noteAtRest(meal)).doesNotContain("摔倒");
    }

    @Test
    void whatWasHeardOfAnElderIsTheirsToHaveAndToHaveForgotten() {
        CanteenInTown canteen = new CanteenInTown(town(), CLOCK, 5);
        Town.Person li = town().resident("李爷爷", "1940-03-01");
        town().send(
                        "PUT",
                        li,
                        "/api/me/lunch-contacts/" + li.id(),
                        Map.of("neighbours", List.of(Map.of("name", "对门老刘", "phone", "13900001111"))),
                        null);
        String meal = canteen.book(li, li.id(), null);
        eatenOnThreeDays(meal);
        canteen.clockIs("12:31");
        await().atMost(SOON).until(() -> !calls(canteen, "OPEN").isEmpty());
        String call = "/api/station/lunch-calls/" + meal;
        answer(canteen, call, "NEIGHBOUR", "NOT_REACHED", "门没开");
        answer(canteen, call, "STATION", "WELL", "睡过头了");
        theDaysBeforeWereSomebodyElses(meal);

        JsonNode kept = town().get(li, "/api/me/data").at("/parts/lunchCare");
        assertThat(kept.get("neighbours").toString()).contains("对门老刘", "13900001111");
        assertThat(kept.at("/calls/0/state").asString()).isEqualTo("WELL");
        assertThat(kept.get("answers").findValuesAsString("note")).containsExactly("门没开", "睡过头了");
        assertThat(kept.toString()).as("who asked is staff's").doesNotContain(canteen.counter.id());

        // What is open is settled first: somebody comes and eats after all, and pays.
        town().post(canteen.lead, "/api/station/bookings/" + meal + "/cash", null);
        town().post(canteen.lead, "/api/station/bookings/" + meal + "/fulfilment", null);
        await().atMost(SOON).until(() -> forgotten(li));
        assertThat(noteAtRest(meal)).isNull();
        assertThat(left("lunch_contact", li)).isZero();
        assertThat(left("lunch_call", li)).as("that they were looked for stays").isEqualTo(1);
    }

    private long left(String table, Town.Person person) {
        return database.sql("SELECT count(*) AS n FROM " + table + " WHERE person_id = :person")
                .bind("person", UUID.fromString(person.id()))
                .map(row -> row.get("n", Long.class))
                .one()
                .block(SOON);
    }

    private boolean forgotten(Town.Person person) {
        return town().exchange("POST", person, "/api/me/deletion", Map.of("forever", true), null)
                        .status()
                == 204;
    }

    @Test
    void aTabletThatSaysLaterThatTheyCameEndsTheSearch() {
        CanteenInTown canteen = new CanteenInTown(town(), CLOCK, 5);
        Town.Person wang = town().resident("王奶奶", "1946-03-01");
        Town.Person stranger = town().resident("路人", "1980-03-01");
        String meal = canteen.book(wang, wang.id(), null);
        eatenOnThreeDays(meal);
        canteen.clockIs("12:31");
        await().atMost(SOON).until(() -> !calls(canteen, "OPEN").isEmpty());

        JsonNode synced = canteen.sync(CLOCK.instant(), List.of(canteen.offline(meal, canteen.at("11:40"))));

        assertThat(synced.at("/uses/0/outcome").asString()).isEqualTo("COUNTED");
        await().atMost(SOON).until(() -> calls(canteen, "OPEN").isEmpty());
        assertThat(town().get(canteen.lead, "/api/station/lunch-calls/" + meal)
                        .at("/answers/0/answer")
                        .asString())
                .isEqualTo("CAME");
        assertThat(town().get(wang, "/api/bookings/" + meal).get("state").asString())
                .isEqualTo("FULFILLED");
        Town elsewhere = new Town(api(), WECHAT);
        assertThat(elsewhere
                        .exchange(
                                "GET", elsewhere.staff("别处", "COUNTER"), "/api/station/lunch-calls/" + meal, null, null)
                        .status())
                .isEqualTo(404);
        assertThat(town().exchange("GET", stranger, "/api/me/lunch-contacts/" + wang.id(), null, null)
                        .status())
                .isEqualTo(404);
        assertThat(town().exchange("GET", stranger, "/api/station/lunch-calls", null, null)
                        .status())
                .isEqualTo(403);
    }

    private JsonNode calls(CanteenInTown canteen, String state) {
        return town().get(canteen.counter, "/api/station/lunch-calls?state=" + state)
                .get("items");
    }

    private Town.Answer answer(CanteenInTown canteen, String call, String asked, String answer, String note) {
        return town().exchange(
                        "POST",
                        canteen.counter,
                        call + "/answers",
                        Map.of("asked", asked, "answer", answer, "note", note),
                        UUID.randomUUID().toString());
    }

    private List<String> kinds(Town.Person reader) {
        return town().get(reader, "/api/me/inbox")
                .get("items")
                .valueStream()
                .map(notice -> notice.get("kind").asString())
                .toList();
    }

    /** As if the person had eaten on the three days before. */
    private void eatenOnThreeDays(String meal) {
        database.sql("""
            INSERT INTO meal (community_id, booking_id, slot_id, service_id, station_id, day, starts_at,
                              ends_at, beneficiary_id, booked_by, serving, wish, state)
            SELECT community_id, gen_random_uuid(), gen_random_uuid(), service_id, station_id, day - before,
                   starts_at, ends_at, beneficiary_id, booked_by, serving, wish, 'EATEN'
            FROM meal CROSS JOIN generate_series(1, 3) AS before WHERE booking_id = :meal
            """).bind("meal", UUID.fromString(meal)).then().block(SOON);
    }

    /** They were copied and do not open: what is sealed belongs to one meal. */
    private void theDaysBeforeWereSomebodyElses(String meal) {
        database.sql("""
            UPDATE meal SET beneficiary_id = gen_random_uuid(), booked_by = gen_random_uuid()
            FROM meal AS real
            WHERE real.booking_id = :meal AND meal.beneficiary_id = real.beneficiary_id AND meal.booking_id <> :meal
            """).bind("meal", UUID.fromString(meal)).then().block(SOON);
    }

    private long audited(Town.Person reader, String call) {
        return database.sql("""
            SELECT count(*) AS reads FROM audit_entry
            WHERE actor_id = :reader AND subject_id = :call AND action = 'lunch-call-read'
            """)
                .bind("reader", UUID.fromString(reader.id()))
                .bind("call", UUID.fromString(call))
                .map(row -> row.get("reads", Long.class))
                .one()
                .block(SOON);
    }

    private String noteAtRest(String call) {
        return database.sql("SELECT string_agg(encode(note, 'escape'), '') AS notes FROM lunch_answer WHERE call_id ="
                        + " :call")
                .bind("call", UUID.fromString(call))
                .map(row -> Optional.ofNullable(row.get("notes", String.class)))
                .one()
                .block(SOON)
                .orElse(null);
    }
}
