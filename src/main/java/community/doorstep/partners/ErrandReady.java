package community.doorstep.partners;

import community.doorstep.catalog.ServiceId;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.DomainEvent;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.StationId;
import java.util.UUID;

/** What somebody asked for stands ready at the counter. */
public record ErrandReady(
        CommunityId community,
        UUID aggregate,
        long version,
        StationId station,
        ServiceId service,
        PersonId person,
        PersonId bookedBy)
        implements DomainEvent {

    static ErrandReady of(Errand errand) {
        return new ErrandReady(
                errand.community(),
                errand.id(),
                1,
                errand.station(),
                errand.service(),
                errand.beneficiary(),
                errand.bookedBy());
    }
}
