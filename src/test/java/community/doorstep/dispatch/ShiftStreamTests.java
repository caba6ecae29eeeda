package community.doorstep.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import community.doorstep.ApiTest;
import community.doorstep.Town;
import community.doorstep.shared.Ids;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.StationId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
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
            phone.showsSoon(waits);
            roster.shift(wang, false);

            await().until(phone::isOver);
            assertThat(phone.heard().get(phone.heard().size() - 1).event()).isEqualTo("off-duty");
            assertThat(phone.shows(inHand)).isTrue();
            assertThat(phone.shows(waits)).isFalse();
        }
        roster.shift(wang, true);
        try (Phone phone = Phone.ofWorker(port, wang)) {
            phone.showsSoon(waits);
            phone.showsSoon(roster.post(resident, "TAP"));
        }
    }

    @Test
    void onABreakNothingIsNewAndAfterItEverythingIs() {
        Town.Person li = roster.worker("李强", "TAP");
        JobId inHand = roster.post(resident, "TAP");
        JobId before = roster.post(resident, "TAP");
        roster.claim(wang, inHand);
        try (Phone phone = Phone.ofWorker(port, wang);
                Phone lis = Phone.ofWorker(port, li)) {
            phone.showsSoon(before);
            rest(true);
            phone.showsNoMore(before);
            assertThat(phone.shows(inHand)).isTrue();
            JobId waits = roster.post(resident, "TAP");
            lis.showsSoon(waits);

            takenBack(inHand);
            phone.showsNoMore(inHand);
            assertThat(phone.heard()).noneMatch(event -> event.data().contains(waits.toString()));
            rest(false);
            List.of(waits, inHand, before).forEach(phone::showsSoon);
            phone.showsSoon(roster.post(resident, "LOCK"));
        }
    }

    @Test
    void skillsThatAreTakenAndGivenCountAtOnce() {
        JobId before = roster.post(resident, "TAP");
        try (Phone phone = Phone.ofWorker(port, wang)) {
            phone.showsSoon(before);
            roster.skilled(wang, "LOCK");
            phone.showsNoMore(before);
            JobId tap = roster.post(resident, "TAP");
            phone.showsSoon(roster.post(resident, "LOCK"));
            assertThat(phone.heard()).noneMatch(event -> event.data().contains(tap.toString()));

            roster.skilled(wang, "LOCK", "TAP");
            List.of(before, tap).forEach(phone::showsSoon);
            phone.showsSoon(roster.post(resident, "TAP"));
        }
    }

    @Test
    void whoGoesToAnotherStationHearsThatOne() {
        String other = town().station("二站", 26.5900, 101.7200);
        roster.hired(other, wang.phone(), "王建国");
        JobId here = roster.post(resident, "TAP");
        try (Phone phone = Phone.ofWorker(port, wang)) {
            phone.showsSoon(here);
            workAt(other);
            phone.showsNoMore(here);
            JobId tap = roster.post(resident, "TAP");
            JobId there = roster.postAtStation(other, resident, "TAP");
            phone.showsSoon(there);
            assertThat(phone.heard()).noneMatch(event -> event.data().contains(tap.toString()));

            workAt(station.toString());
            List.of(here, tap).forEach(phone::showsSoon);
            phone.showsNoMore(there);
        }
    }

    @Test
    void anotherStationsJobOfTheSameCommunityCannotBeClaimed() {
        String other = town().station("二站", 26.5900, 101.7200);
        Town.Person there = roster.workerAt(other, "赵师傅", "TAP");
        JobId here = roster.post(resident, "TAP");

        assertThat(roster.claim(there, here).status()).isEqualTo(404);
        assertThat(roster.claim(there, here).code()).isEqualTo("job-unknown");
        assertThat(roster.hops(town().staff("站长", "STATION_LEAD"), here)).containsExactly("POSTED");
        assertThat(roster.claim(wang, here).status()).isEqualTo(200);
    }

    @Test
    void anotherInstanceTellsThroughRedisAndALostOneThroughTheRebuild() {
        JobId waits = roster.post(resident, "TAP");
        try (Phone phone = Phone.ofWorker(port, wang)) {
            phone.showsSoon(waits);
            silently("UPDATE worker_shift SET on_break = true WHERE worker_id = :worker");
            PersonId worker = PersonId.of(wang.id());
            await().until(() -> Boolean.TRUE.equals(queue.duty(station, worker).block()));
            phone.showsNoMore(waits);

            silently("UPDATE worker_shift SET on_break = false WHERE worker_id = :worker");
            redis.delete(StationKeys.of(station).all().toArray(String[]::new)).block();
            phone.showsSoon(waits);
        }
    }

    @Test
    void theLeadHearsWhoComesAndGoes() {
        Town.Person lead = town().staff("站长", "STATION_LEAD");
        try (Phone desk = new Phone(port, "/api/station/stream?stationId=" + station, lead, null)) {
            desk.hearsReset(1);
            List<Consumer<Boolean>> changes = List.of(this::rest, onDuty -> roster.shift(wang, onDuty));
            for (Consumer<Boolean> change : changes) {
                long before = duties(desk);
                // A reset in between would stand for it: then it is done again.
                await().atMost(Duration.ofSeconds(20)).until(() -> {
                    change.accept(false);
                    change.accept(true);
                    return duties(desk) > before;
                });
            }
        }
    }

    @Test
    void whoseRoleIsWithdrawnHearsNoMoreFromThatMoment() {
        Town.Person lead = town().staff("站长", "STATION_LEAD");
        JobId inHand = roster.post(resident, "TAP");
        roster.claim(wang, inHand);
        try (Phone phone = Phone.ofWorker(port, wang);
                Phone desk = new Phone(port, "/api/station/stream?stationId=" + station, lead, null);
                Phone admins = new Phone(port, "/api/station/stream?stationId=" + station, other(lead), null)) {
            phone.showsSoon(inHand);
            desk.hearsReset(1);
            admins.hearsReset(1);

            roster.withdraw(wang);
            await().until(phone::isOver);
            assertThat(phone.heard()).noneMatch(event -> "off-duty".equals(event.event()));
            assertThat(desk.isOver()).isFalse();

            roster.withdraw(lead);
            await().until(desk::isOver);
            assertThat(admins.isOver()).isFalse();
            admins.hears("job", roster.post(resident, "TAP"));
        }
        assertThat(town().exchange("GET", wang, "/api/worker/jobs/stream", null, null)
                        .code())
                .isEqualTo("role-missing");
    }

    @Test
    void aSessionThatIsClosedTakesItsStreamsAlong() {
        Town.Person lead = town().staff("站长", "STATION_LEAD");
        JobId waits = roster.post(resident, "TAP");
        try (Phone phone = Phone.ofWorker(port, wang);
                Phone desk = new Phone(port, "/api/station/stream?stationId=" + station, lead, null);
                Phone home = Phone.ofResident(port, resident);
                Phone neighbours = Phone.ofResident(port, town().resident("王爷爷", "1940-01-01"))) {
            phone.showsSoon(waits);
            desk.hearsReset(1);
            home.hearsReset(1);
            neighbours.hearsReset(1);
            town().send("DELETE", resident, "/api/sessions/current", null, null);
            await().until(home::isOver);
            assertThat(neighbours.isOver()).isFalse();

            town().send("DELETE", wang, "/api/sessions/current", null, null);
            await().until(phone::isOver);
            assertThat(desk.isOver()).isFalse();

            town().send("DELETE", lead, "/api/sessions/current", null, null);
            await().until(desk::isOver);
        }
    }

    private Town.Person other(Town.Person lead) {
        Town.Person another = town().staff("副站长", "STATION_LEAD");
        assertThat(another.id()).isNotEqualTo(lead.id());
        return another;
    }

    private void workAt(String where) {
        town().send("PUT", wang, "/api/worker/shift", Map.of("onDuty", true, "stationId", where), null);
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
