package community.doorstep.partners;

import community.doorstep.catalog.ErrandTerms.HandedOver;
import community.doorstep.catalog.ServiceId;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.StationId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that somebody asked a partner merchant for, as its service was when it was booked.
 *
 * @param id the booking's own, and that of the job at the counter or door
 * @param station the merchant's
 * @param carrier the station that carries it; null where the merchant's own people do, or nobody has to
 * @param makingJob the job of making it ready, where there is a carrier
 * @param promisedBy when it is to be handed over, or to stand ready at the counter
 */
record Errand(
        UUID id,
        CommunityId community,
        StationId station,
        ServiceId service,
        PersonId beneficiary,
        PersonId bookedBy,
        ErrandState state,
        HandedOver handedOver,
        @Nullable StationId carrier,
        @Nullable UUID makingJob,
        Instant promisedBy,
        ErrandDetails details,
        Instant heardAt,
        @Nullable Instant readyAt,
        @Nullable Instant doneAt) {

    boolean atTheCounter() {
        return handedOver == HandedOver.COUNTER;
    }

    /** Its first job takes nobody to the resident. */
    boolean startsAtTheMerchants() {
        return atTheCounter() || carrier != null;
    }

    /** The job of those who make it ready. */
    UUID firstJob() {
        return makingJob == null ? id : makingJob;
    }

    /** Without a word of what was said. */
    Errand silenced() {
        return new Errand(
                id,
                community,
                station,
                service,
                beneficiary,
                bookedBy,
                state,
                handedOver,
                carrier,
                makingJob,
                promisedBy,
                details.silenced(),
                heardAt,
                readyAt,
                doneAt);
    }

    @Override
    public String toString() {
        return "Errand[" + id + "]";
    }
}
