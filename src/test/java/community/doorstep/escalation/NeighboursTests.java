package community.doorstep.escalation;

import static org.assertj.core.api.Assertions.assertThat;

import community.doorstep.ApiTest;
import community.doorstep.dispatch.DueJob;
import community.doorstep.dispatch.JobId;
import community.doorstep.dispatch.JobState;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.GeoPoint;
import community.doorstep.shared.Ids;
import community.doorstep.shared.StationId;
import community.doorstep.shared.StationRef;
import community.doorstep.stationrules.Ladder;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Stations help each other; a partner merchant helps nobody, and nobody helps it. */
class NeighboursTests extends ApiTest {

    @Autowired
    private Neighbours neighbours;

    private final double latitude = ThreadLocalRandom.current().nextDouble(45, 50);

    @Test
    void aPartnerMerchantIsNobodysNeighbour() {
        String one = town().station("一站", latitude, 101.7184);
        String other = town().station("二站", latitude + 0.001, 101.7184);
        String shop = partner();

        assertThat(called(one)).containsExactly(at(other));
        assertThat(called(shop)).isEmpty();
    }

    private String partner() {
        Map<String, Object> place = Map.of("latitude", latitude, "longitude", 101.7185);
        return town().made(
                        town().admin,
                        "/api/admin/stations",
                        Map.of(
                                "communityId", town().communityId,
                                "name", "济仁堂",
                                "address", "望江街 30 号",
                                "place", place,
                                "phone", "0812-3330009",
                                "kind", "PARTNER"));
    }

    private List<StationRef> called(String station) {
        Instant now = CLOCK.instant();
        GeoPoint place = new GeoPoint(latitude, 101.7184);
        DueJob job = new DueJob(
                new JobId(Ids.next()),
                at(station),
                JobState.WAITING,
                "TAP",
                false,
                false,
                place,
                now,
                now,
                now,
                1,
                true,
                null,
                null,
                List.of());
        return neighbours.of(job, Ladder.USUAL).block();
    }

    private StationRef at(String station) {
        return new StationRef(CommunityId.of(town().communityId), StationId.of(station));
    }
}
