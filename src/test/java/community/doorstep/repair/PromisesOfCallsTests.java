package community.doorstep.repair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import community.doorstep.ApiTest;
import community.doorstep.Town;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Each call is promised for some time, and it is measured whether somebody came: a window, too, and where nobody is on duty. */
class PromisesOfCallsTests extends ApiTest {

    /** When time jumps, all that other tests left waiting is due, too. */
    private static final Duration A_MINUTE = Duration.ofMinutes(1);

    /** As a promise is kept with its job. */
    private record Kept(String kind, Instant promisedBy, double likelihood, String outcome) {}

    private RepairsInTown repairs;
    private Town.Person elder;
    private Town.Person lead;

    @BeforeEach
    void station() {
        repairs = new RepairsInTown(town(), 1000L);
        elder = town().resident("李奶奶", "1942-04-01");
        lead = town().staff("站长", "STATION_LEAD");
    }

    @Test
    void aWindowIsKeptByWhoeverComesBeforeItEnds() {
        String visits = town().service("REPAIR", "预约上门", "AFTER", null, null);
        town().publishPrices(Map.of(visits, 1000L));
        town().schedule(visits, "09:00", "12:00", "08:00", 9);
        JsonNode window = ahead(visits);
        String kept = booked(visits, window, "501");
        String missed = booked(visits, window, "502");
        String nobodys = booked(visits, window, "503");
        String calledOff = booked(visits, window, "504");
        Instant ends = time(window, "endsAt");
        assertThat(promise(kept).kind()).isEqualTo("booked-window");
        assertThat(promise(kept).promisedBy()).isEqualTo(ends);
        assertThat(promise(kept).likelihood()).isEqualTo(0.9);
        town().post(elder, "/api/bookings/" + calledOff + "/cancellation", null);

        CLOCK.set(time(window, "startsAt").plus(Duration.ofMinutes(90)));
        Town.Person wang = repairs.worker("王建国", "TAP");
        repairs.claimed(wang, kept);
        assertThat(OffsetDateTime.parse(
                                repairs.inHand(wang, kept).get("promisedBy").asString())
                        .toInstant())
                .isEqualTo(ends);
        repairs.completed(wang, kept);
        repairs.claimed(wang, missed);
        CLOCK.set(ends.plusSeconds(60));
        await().atMost(A_MINUTE).until(() -> hops(missed).contains("LATE"));
        repairs.completed(wang, missed);
        await().atMost(A_MINUTE).until(() -> hops(nobodys).contains("UNSERVED"));

        outcomeIs(kept, "KEPT");
        outcomeIs(missed, "MISSED");
        outcomeIs(calledOff, "VOID");
        JsonNode figures = town().get(lead, "/api/station/figures").get(0);
        assertThat(figures.get("onTime").asInt()).isEqualTo(1);
        assertThat(figures.get("late").asInt()).isEqualTo(1);
        assertThat(figures.get("unserved").asInt()).isEqualTo(1);
        JsonNode promises = town().get(lead, "/api/station/promises?days=1").get(0);
        assertThat(promises.get("given").asInt()).isEqualTo(4);
        assertThat(promises.get("kept").asInt()).isEqualTo(1);
        assertThat(promises.get("missed").asInt()).isEqualTo(1);
        assertThat(promises.get("open").asInt()).isEqualTo(1);
        assertThat(promise(booked(visits, ahead(visits), "505")).likelihood())
                .as("as the last ones went")
                .isEqualTo((8 * 0.9 + 1) / (8 + 2));
    }

    @Test
    void whereNobodyIsOnDutyTenMinutesArePromisedAndMeasuredThoughNotExpected() {
        String call = repairs.booked(elder, RepairsInTown.details("TAP", "501"));
        Kept given = promise(call);
        assertThat(given.kind()).isEqualTo("nobody-on-duty");
        assertThat(given.likelihood()).isZero();
        assertThat(given.promisedBy())
                .isBetween(
                        CLOCK.instant().plus(Duration.ofMinutes(9)),
                        CLOCK.instant().plus(Duration.ofMinutes(10)));

        Town.Person wang = repairs.worker("王建国", "TAP");
        repairs.claimed(wang, call);
        repairs.completed(wang, call);

        outcomeIs(call, "KEPT");
        repairs.duty(wang, false);
        String next = repairs.booked(elder, RepairsInTown.details("TAP", "502"));
        assertThat(promise(next).likelihood()).as("as the last ones went").isEqualTo(1.0 / 9);
        CLOCK.advance(Duration.ofMinutes(11));
        town().post(elder, "/api/bookings/" + next + "/cancellation", null);
        outcomeIs(next, "MISSED");
    }

    /** The first window that can still be booked for a while, and has not begun. */
    private JsonNode ahead(String service) {
        return town().get(null, "/api/services/" + service + "/slots")
                .valueStream()
                .filter(slot -> time(slot, "startsAt").isAfter(CLOCK.instant().plus(Duration.ofHours(3))))
                .findFirst()
                .orElseThrow();
    }

    private static Instant time(JsonNode slot, String name) {
        return OffsetDateTime.parse(slot.get(name).asString()).toInstant();
    }

    private String booked(String service, JsonNode window, String flat) {
        String slot = window.get("id").asString();
        String quote = town().post(elder, "/api/quotes", Map.of("serviceId", service, "slotId", slot))
                .get("token")
                .asString();
        Map<String, Object> details = RepairsInTown.details("TAP", flat);
        return town().made(elder, "/api/bookings", Map.of("slotId", slot, "quote", quote, "details", details));
    }

    private Kept promise(String job) {
        return await().atMost(A_MINUTE).until(() -> kept(job), kept -> kept != null);
    }

    private Kept kept(String job) {
        return database.sql("SELECT skill, promised_by, likelihood, outcome FROM promise WHERE job_id = :job")
                .bind("job", UUID.fromString(job))
                .map(row -> new Kept(
                        row.get("skill", String.class),
                        row.get("promised_by", Instant.class),
                        row.get("likelihood", Double.class),
                        row.get("outcome", String.class)))
                .one()
                .block(Duration.ofSeconds(5));
    }

    private void outcomeIs(String job, String outcome) {
        await().atMost(A_MINUTE)
                .untilAsserted(() -> assertThat(promise(job).outcome()).isEqualTo(outcome));
    }

    private java.util.List<String> hops(String job) {
        return town().get(lead, "/api/station/jobs/" + job + "/history")
                .get("hops")
                .findValuesAsString("kind");
    }
}
