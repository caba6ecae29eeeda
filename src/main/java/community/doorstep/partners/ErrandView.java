package community.doorstep.partners;

import community.doorstep.catalog.ErrandTerms.HandedOver;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.StationId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An errand as its people see it.
 *
 * @param id the booking's own
 * @param stationId the merchant's, where it is fetched unless it is brought
 * @param promisedBy when it is to be at the door, or to stand ready at the counter
 * @param readyAt since when it lies at the merchant's
 */
record ErrandView(
        UUID id,
        StationId stationId,
        PersonId beneficiaryId,
        ErrandState state,
        HandedOver handedOver,
        String wish,
        @Nullable String address,
        String note,
        Instant promisedBy,
        @Nullable Instant readyAt,
        @Nullable Instant doneAt) {

    static ErrandView of(Errand errand) {
        ErrandDetails said = errand.details();
        return new ErrandView(
                errand.id(),
                errand.station(),
                errand.beneficiary(),
                errand.state(),
                errand.handedOver(),
                said.wish(),
                said.address(),
                said.note(),
                errand.promisedBy(),
                errand.readyAt(),
                errand.doneAt());
    }

    @Override
    public String toString() {
        return "ErrandView[" + id + "]";
    }
}
