package community.doorstep.dispatch;

import community.doorstep.catalog.Catalog;
import community.doorstep.identity.Facts;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.PersonId;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Who lives alone, for whoever comes to know. */
@Component
public class LivingAlone {

    private final Facts facts;
    private final Catalog catalog;
    private final Clock clock;

    LivingAlone(Facts facts, Catalog catalog, Clock clock) {
        this.facts = facts;
        this.catalog = catalog;
        this.clock = clock;
    }

    /** Today, an elder. */
    public Mono<Boolean> elder(CommunityId community, PersonId person) {
        return Mono.zip(facts.of(List.of(person)), today(community)).map(known -> {
            var found = known.getT1().get(person);
            return found != null && found.isElderAlone(known.getT2());
        });
    }

    private Mono<LocalDate> today(CommunityId community) {
        return catalog.community(community).map(known -> LocalDate.ofInstant(clock.instant(), known.zone()));
    }
}
