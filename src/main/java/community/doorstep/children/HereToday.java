package community.doorstep.children;

import community.doorstep.booking.Attendees;
import community.doorstep.catalog.Catalog;
import community.doorstep.catalog.ServiceKind;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.StationId;
import java.time.Clock;
import java.time.LocalDate;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Which children are a station's business: those that are booked there today. */
@Component
public class HereToday {

    private final Attendees attendees;
    private final Catalog catalog;
    private final Clock clock;

    HereToday(Attendees attendees, Catalog catalog, Clock clock) {
        this.attendees = attendees;
        this.catalog = catalog;
        this.clock = clock;
    }

    public Mono<Boolean> is(PersonId child, CommunityId community, StationId station) {
        return today(community)
                .flatMapMany(today -> attendees.of(child, ServiceKind.CARE, today, today))
                .collectList()
                .map(sessions ->
                        sessions.stream().anyMatch(here -> here.station().equals(station) && here.stands()));
    }

    Mono<LocalDate> today(CommunityId community) {
        return catalog.community(community).map(known -> LocalDate.ofInstant(clock.instant(), known.zone()));
    }
}
