package community.doorstep.escalation;

import community.doorstep.catalog.Catalog;
import community.doorstep.dispatch.DueJob;
import community.doorstep.stationrules.StationHours;
import community.doorstep.stationrules.StationRuleBook;
import community.doorstep.stationrules.StationRules;
import java.time.Clock;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** In what circumstances a job is looked at: the rules of its station, and whether that is open. */
@Component
class Circumstances {

    private final StationRuleBook rules;
    private final StationHours hours;
    private final Catalog catalog;
    private final Clock clock;

    Circumstances(StationRuleBook rules, StationHours hours, Catalog catalog, Clock clock) {
        this.rules = rules;
        this.hours = hours;
        this.catalog = catalog;
        this.clock = clock;
    }

    Mono<Scene> of(DueJob job) {
        return Mono.zip(rules.of(job.at()), catalog.community(job.at().community()))
                .flatMap(known -> scene(job, known.getT1(), known.getT2().zone()));
    }

    private Mono<Scene> scene(DueJob job, StationRules known, ZoneId zone) {
        ZonedDateTime now = clock.instant().atZone(zone);
        return hours.open(job.at().community(), known, now.toLocalDateTime())
                .map(open -> new Scene(
                        job, known, open, now.toLocalDate().atStartOfDay(zone).toInstant(), now.toInstant()));
    }
}
