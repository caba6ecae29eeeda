package community.doorstep.escalation;

import community.doorstep.catalog.Catalog;
import community.doorstep.dispatch.DueJob;
import community.doorstep.shared.StationRef;
import community.doorstep.stationrules.Ladder;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Which stations are called to help: the nearest to the job, of any community, that were not called yet.
 * A partner merchant helps nobody, and nobody helps it: its people see its own jobs only.
 */
@Component
class Neighbours {

    private final Catalog catalog;

    Neighbours(Catalog catalog) {
        this.catalog = catalog;
    }

    Mono<List<StationRef>> of(DueJob job, Ladder ladder) {
        return catalog.station(job.at().station())
                .filter(own -> !own.isPartner())
                .flatMap(own -> catalog.stationsNear(job.place(), ladder.neighboursWithin()))
                .map(stations -> stations.stream()
                        .filter(near -> !near.isPartner())
                        .map(Escalations::ref)
                        .filter(at -> !at.equals(job.at()) && !job.guests().contains(at))
                        .limit(ladder.neighbours())
                        .toList())
                .defaultIfEmpty(List.of());
    }
}
