package community.doorstep.escalation;

import community.doorstep.catalog.Catalog;
import community.doorstep.dispatch.DueJob;
import community.doorstep.shared.StationRef;
import community.doorstep.stationrules.Ladder;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Which stations are called to help: the nearest to the job, of any community, that were not called yet. */
@Component
class Neighbours {

    private final Catalog catalog;

    Neighbours(Catalog catalog) {
        this.catalog = catalog;
    }

    Mono<List<StationRef>> of(DueJob job, Ladder ladder) {
        return catalog.stationsNear(job.place(), ladder.neighboursWithin())
                .map(stations -> stations.stream()
                        .map(Escalations::ref)
                        .filter(at -> !at.equals(job.at()) && !job.guests().contains(at))
                        .limit(ladder.neighbours())
                        .toList());
    }
}
