package community.doorstep.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import community.doorstep.shared.PersonId;
import community.doorstep.shared.StationId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JobWayTests {

    private static final PersonId WANG = PersonId.next();
    private static final PersonId LI = PersonId.next();
    private static final StationId NEIGHBOUR = StationId.next();

    private final List<Hop> hops = new ArrayList<>();

    private void hop(HopKind kind, JobState state, PersonId worker) {
        hop(kind, state, worker, null, null, List.of());
    }

    private void hop(
            HopKind kind, JobState state, PersonId worker, PersonId colleague, Integer stop, List<StationId> stations) {
        int version = hops.size() + 1;
        boolean paused = kind == HopKind.PAUSED;
        boolean openToAll = version > 1 && hops.get(version - 2).openToAll() || kind == HopKind.NEIGHBOURS;
        hops.add(new Hop(
                version,
                kind,
                state,
                worker,
                colleague,
                stop,
                stations,
                openToAll,
                paused || kind == HopKind.OFFERED ? until(version) : null,
                paused ? PauseReason.PARTS : null,
                at(version),
                noted(version)));
    }

    private static Instant until(int version) {
        return at(version).plusSeconds(3600);
    }

    private static Instant at(int version) {
        return JobFixture.NOW.plusSeconds(60L * version);
    }

    private static Instant noted(int version) {
        return at(version).plusSeconds(5);
    }

    private void aLongWay() {
        hop(HopKind.POSTED, JobState.PLANNED, null);
        hop(HopKind.OPENED, JobState.WAITING, null);
        hop(HopKind.OFFERED, JobState.WAITING, WANG);
        hop(HopKind.DECLINED, JobState.WAITING, null);
        hop(HopKind.NEIGHBOURS, JobState.WAITING, null, null, null, List.of(NEIGHBOUR));
        hop(HopKind.ACCEPTED, JobState.ACCEPTED, WANG);
        hop(HopKind.HANDOVER_ASKED, JobState.ACCEPTED, WANG, LI, null, List.of());
        hop(HopKind.TAKEN_OVER, JobState.ACCEPTED, LI);
        hop(HopKind.ARRIVED, JobState.ARRIVED, LI);
        hop(HopKind.PAUSED, JobState.PAUSED, LI);
        hop(HopKind.RESUMED, JobState.ACCEPTED, LI);
        hop(HopKind.ARRIVED, JobState.ARRIVED, LI);
        hop(HopKind.DONE, JobState.DONE, LI);
    }

    @Test
    void aLongWayEndsWhereItLed() {
        aLongWay();

        assertThat(JobWay.of(hops))
                .isEqualTo(new JobWay(
                        13,
                        13,
                        JobState.DONE,
                        new JobSearch(Rung.NEIGHBOURS.height(), true, List.of(NEIGHBOUR), noted(2), null, null, null),
                        new JobHands(LI, null, at(11), at(12)),
                        null,
                        Map.of(),
                        at(13)));
    }

    @Test
    void ofEachMomentItTellsWhoHadItAndWhoWasAsked() {
        aLongWay();

        assertThat(JobWay.of(hops.subList(0, 3)).search().offeredTo()).isEqualTo(WANG);
        assertThat(JobWay.of(hops.subList(0, 3)).search().offeredUntil()).isEqualTo(until(3));
        assertThat(JobWay.of(hops.subList(0, 3)).search().openToAll()).isFalse();
        assertThat(JobWay.of(hops.subList(0, 4)).search().offeredTo()).isNull();
        assertThat(JobWay.of(hops.subList(0, 5)).search().openToAll()).isTrue();
        assertThat(JobWay.of(hops.subList(0, 5)).search().alarm()).isEqualTo(Alarm.Call.NEIGHBOURS);
        assertThat(JobWay.of(hops.subList(0, 6)).search().alarm()).isNull();
        assertThat(JobWay.of(hops.subList(0, 7)).hands().handoverTo()).isEqualTo(LI);
        assertThat(JobWay.of(hops.subList(0, 7)).fence()).isEqualTo(6);
        assertThat(JobWay.of(hops.subList(0, 8)).hands().worker()).isEqualTo(LI);
        assertThat(JobWay.of(hops.subList(0, 10)).pause()).isEqualTo(new JobPause(PauseReason.PARTS, until(10)));
        assertThat(JobWay.of(hops.subList(0, 11)).pause()).isNull();
    }

    @Test
    void whoIsHeardAgainIsLateAsBefore() {
        hop(HopKind.POSTED, JobState.WAITING, null);
        hop(HopKind.ACCEPTED, JobState.ACCEPTED, WANG);
        hop(HopKind.SILENT, JobState.ACCEPTED, WANG);
        hop(HopKind.HEARD, JobState.ACCEPTED, WANG);
        assertThat(JobWay.of(hops).search().alarm()).isNull();
        hop(HopKind.LATE, JobState.ACCEPTED, WANG);
        hop(HopKind.SILENT, JobState.ACCEPTED, WANG);
        assertThat(JobWay.of(hops).search().alarm()).isEqualTo(Alarm.Call.SILENT);
        hop(HopKind.HEARD, JobState.ACCEPTED, WANG);
        assertThat(JobWay.of(hops).search().alarm()).isEqualTo(Alarm.Call.LATE);
        hop(HopKind.ARRIVED, JobState.ARRIVED, WANG);
        hop(HopKind.SILENT, JobState.ARRIVED, WANG);
        hop(HopKind.HEARD, JobState.ARRIVED, WANG);
        assertThat(JobWay.of(hops).search().alarm()).isNull();
    }

    @Test
    void givenBackItIsNobodysAndNobodyIsCalled() {
        aLongWay();
        hops.subList(8, hops.size()).clear();
        hop(HopKind.RELEASED, JobState.WAITING, null);

        assertThat(JobWay.of(hops).search()).isEqualTo(JobSearch.begun(noted(9), true));
        assertThat(JobWay.of(hops).hands()).isEqualTo(JobHands.NOBODYS);
    }

    @Test
    void aRunArrivesAtItsFirstDoor() {
        hop(HopKind.POSTED, JobState.WAITING, null);
        hop(HopKind.STOP_LEFT_OUT, JobState.WAITING, null, null, 3, List.of());
        hop(HopKind.ACCEPTED, JobState.ACCEPTED, WANG);
        hop(HopKind.STOP_ARRIVED, JobState.ARRIVED, WANG, null, 1, List.of());
        hop(HopKind.STOP_DONE, JobState.ARRIVED, WANG, null, 1, List.of());
        hop(HopKind.STOP_FAILED, JobState.ARRIVED, WANG, null, 2, List.of());

        JobWay way = JobWay.of(hops);

        assertThat(way.hands().arrivedAt()).isEqualTo(at(4));
        assertThat(way.fence()).isEqualTo(4);
        assertThat(way.stops()).isEqualTo(Map.of(1, StopState.DONE, 2, StopState.FAILED, 3, StopState.FAILED));
    }

    @Test
    void noHopCanBeMissing() {
        aLongWay();
        for (int i = 0; i < hops.size() - 1; i++) {
            List<Hop> without = new ArrayList<>(hops);
            without.remove(i);

            assertThatThrownBy(() -> JobWay.of(without))
                    .as("without %s", hops.get(i))
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void nobodyArrivesWhereNobodyWent() {
        hop(HopKind.POSTED, JobState.WAITING, null);
        hop(HopKind.ARRIVED, JobState.ARRIVED, WANG);

        assertThatThrownBy(() -> JobWay.of(hops)).isInstanceOf(IllegalStateException.class);
    }
}
