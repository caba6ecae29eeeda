package community.doorstep.catalog;

import com.fasterxml.jackson.annotation.JsonIgnore;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.StationId;
import java.time.Duration;
import java.time.LocalDate;
import java.time.Period;
import org.jspecify.annotations.Nullable;

/**
 * A service that a station offers.
 *
 * @param holdSeconds how long a seat is held for a payment
 * @param minAge the youngest it admits, in whole years on the day; null for any
 * @param maxAge the oldest it admits
 * @param rules how it is booked, beyond seat and price
 */
public record Service(
        ServiceId id,
        CommunityId communityId,
        StationId stationId,
        ServiceKind kind,
        String name,
        String description,
        String capacityUnit,
        PaymentTerms paymentTerms,
        int holdSeconds,
        @Nullable Integer minAge,
        @Nullable Integer maxAge,
        ServiceRules rules) {

    /** Whether the person has to be there, and so cannot be elsewhere meanwhile. */
    @JsonIgnore
    public boolean needsPresence() {
        return rules.presence() == null ? !kind.isSentFor() : rules.presence();
    }

    @JsonIgnore
    public boolean givenAtTheDoor() {
        return kind == ServiceKind.REPAIR || kind == ServiceKind.ERRAND && errand().isAtTheDoor();
    }

    /** How an errand is run; the usual where nothing was said. */
    @JsonIgnore
    public ErrandTerms errand() {
        return rules.errand() == null ? ErrandTerms.USUAL : rules.errand();
    }

    @JsonIgnore
    public Duration hold() {
        return Duration.ofSeconds(holdSeconds);
    }

    /** Whether somebody born then may use it on that day; an unknown age passes only where no limit stands. */
    public boolean admits(@Nullable LocalDate birthDate, LocalDate day) {
        if (minAge == null && maxAge == null) {
            return true;
        }
        if (birthDate == null) {
            return false;
        }
        int age = Period.between(birthDate, day).getYears();
        return (minAge == null || age >= minAge) && (maxAge == null || age <= maxAge);
    }
}
