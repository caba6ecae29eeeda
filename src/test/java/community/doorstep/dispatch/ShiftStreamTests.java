package community.doorstep.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import community.doorstep.ApiTest;
import community.doorstep.Town;
import community.doorstep.shared.Ids;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.StationId;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;

/** A phone that listens goes by its worker's shift as it is, from the moment that it changes. */
class ShiftStreamTests extends ApiTest {

    @Autowired
    private Jobs jobs;

    @Autowired
    private StationQueue queue;

    @Autowired
    private TransactionalOperator transaction;

    @Autowired
    private ReactiveStringRedisTemplate redis;

    @Autowired
    private DatabaseClient database;

    private Roster roster;
    private Town.Person resident;
    private Town.Person wang;
    private StationId station;

    @BeforeEach
    void people() {
        roster = new Roster(town(), jobs, transaction, CLOCK);
        resident = town().resident("李奶奶", "1942-04-01");
        wang = roster.worker("王建国", "TAP", "LOCK");
        station = StationId.of(town().stationId);
        roster.cancel(roster.post(resident, "TAP"));
        await().until(() -> Boolean.TRUE.equals(queue.stands(station).block()));
    }

    @Test
    void whoGoesOffDutyKeepsWhatIsInHandAndHearsNoMore() {
        JobId inHand = roster.post(resident, "TAP");
        JobId waits = roster.post(resident, "TAP");
        roster.claim(wang, inHand);
        try (Phone phone = Phone.ofWorker(port, wang)) {
            assertThat(phone.hearsReset(1).data()).contains(waits.toString());
            roster.shift(wang, false);

            assertThat(phone.hearsReset(2).data()).contains(inHand.toString()).doesNotContain(waits.toString());
            await().until(phone::isOver);
            assertThat(phone.heard().get(phone.heard().size() - 1).event()).isEqualTo("off-duty");
        }
        roster.shift(wang, true);
        try (Phone phone = Phone.ofWorker(port, wang)) {
            assertThat(phone.hearsReset(1).data()).contains(waits.toString());
            phone.hears("new", roster.post(resident, "TAP"));
        }
    }

    @Test
    void onABreakNothingIsNewAndAfterItEverythingIs() {
        Town.Person li = roster.worker("李强", "TAP");
        JobId inHand = roster.post(resident, "TAP");
        roster.claim(wang, inHand);
        try (Phone phone = Phone.ofWorker(port, wang);
                Phone lis = Phone.ofWorker(port, li)) {
            phone.hearsReset(1);
            lis.hearsReset(1);
            rest(true);
            assertThat(phone.hearsReset(2).data()).contains(inHand.toString());
            JobId waits = roster.post(resident, "TAP");
            lis.hears("new", waits);

            takenBack(inHand);
            phone.hears("taken", inHand);
            assertThat(phone.heard()).noneMatch(event -> event.data().contains(waits.toString()));
            rest(false);
            assertThat(phone.hearsReset(3).data()).contains(waits.toString(), inHand.toString());
            phone.hears("new", roster.post(resident, "LOCK"));
        }
    }

    @Test
    void skillsThatAreTakenAndGivenCountAtOnce() {
        try (Phone phone = Phone.ofWorker(port, wang)) {
            phone.hearsReset(1);
            roster.skilled(wang, "LOCK");
            phone.hearsReset(2);
            JobId tap = roster.post(resident, "TAP");
            phone.hears("new", roster.post(resident, "LOCK"));
            assertThat(phone.heard()).noneMatch(event -> event.data().contains(tap.toString()));

            roster.skilled(wang, "LOCK", "TAP");
            assertThat(phone.hearsReset(3).data()).contains(tap.toString());
            phone.hears("new", roster.post(resident, "TAP"));
        }
    }

    @Test
    void whoGoesToAnotherStationHearsThatOne() {
        String other = town().station("二站", 26.5900, 101.7200);
        roster.hired(other, wang.phone(), "王建国");
        Town.Person there = roster.workerAt(other, "赵师傅", "TAP");
        JobId here = roster.post(resident, "TAP");
        try (Phone phone = Phone.ofWorker(port, wang)) {
            assertThat(phone.hearsReset(1).data()).contains(here.toString());
            town().send("PUT", wang, "/api/worker/shift", Map.of("onDuty", true, "stationId", other), null);
            assertThat(phone.hearsReset(2).data()).contains("\"jobs\":[]");
            JobId tap = roster.post(resident, "TAP");

            town().send("PUT", wang, "/api/worker/shift", Map.of("onDuty", true, "stationId", station), null);
            assertThat(phone.hearsReset(3).data()).contains(here.toString(), tap.toString());
            assertThat(phone.heard())
                    .filteredOn(event -> event.data().contains(tap.toString()))
                    .as("while at the other station")
                    .hasSize(1);
        }
        assertThat(roster.claim(there, here).code())
                .as("another station's job of the same community")
                .isEqualTo("job-unknown");
        assertThat(roster.claim(there, here).status()).isEqualTo(404);
        assertThat(roster.hops(town().staff("站长", "STATION_LEAD"), here)).containsExactly("POSTED");
        assertThat(roster.claim(wang, here).status()).isEqualTo(200);
    }

    @Test
    void anotherInstanceTellsThroughRedisAndALostOneThroughTheRebuild() {
        JobId waits = roster.post(resident, "TAP");
        try (Phone phone = Phone.ofWorker(port, wang)) {
            phone.hearsReset(1);
            silently("UPDATE worker_shift SET on_break = true WHERE worker_id = :worker");
            assertThat(queue.duty(station, PersonId.of(wang.id())).block()).isTrue();
            assertThat(phone.hearsReset(2).data()).contains("\"jobs\":[]");

            silently("UPDATE worker_shift SET on_break = false WHERE worker_id = :worker");
            redis.delete(StationKeys.of(station).all().toArray(String[]::new)).block();
            await().until(() ->
                    phone.heard().get(phone.heard().size() - 1).data().contains(waits.toString()));
        }
    }

    @Test
    void theLeadHearsWhoComesAndGoes() {
        Town.Person lead = town().staff("站长", "STATION_LEAD");
        try (Phone desk = new Phone(port, "/api/station/stream?stationId=" + station, lead, null)) {
            desk.hearsReset(1);
            rest(true);
            await().until(() -> duties(desk) == 1);
            roster.shift(wang, false);
            await().until(() -> duties(desk) == 2);
            roster.shift(wang, true);
            await().until(() -> duties(desk) == 3);
        }
    }

    private long duties(Phone desk) {
        return desk.heard().stream()
                .filter(event -> "duty".equals(event.event()) && event.data().contains(wang.id()))
                .count();
    }

    private void rest(boolean onBreak) {
        town().send("PUT", wang, "/api/worker/break", Map.of("onBreak", onBreak), null);
    }

    private void takenBack(JobId job) {
        Town.Person lead = town().staff("站长", "STATION_LEAD");
        town().send("POST", lead, "/api/station/jobs/" + job + "/release", Map.of("reason", "换人"), null);
    }

    /** As if its event were still under way, or lost. */
    private void silently(String change) {
        database.sql(change).bind("worker", Ids.parse(wang.id())).then().block();
    }
}
