package community.doorstep.pricebook;

import community.doorstep.identity.PersonFacts;
import java.time.LocalDate;
import java.time.Period;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Whom a benefit is for, and when; what is left out does not matter.
 *
 * @param minAge,maxAge years completed on the day of the service, both included
 * @param evidence any one of these, accepted and valid on the day
 * @param residency whether the residency must be verified
 * @param household any one of these facts about the household, accepted and valid on the day
 * @param from,until the first and last day of service
 * @param weekdays days of service from Monday (1) to Sunday (7); none named: all
 */
public record Conditions(
        @Nullable Integer minAge,
        @Nullable Integer maxAge,
        Set<String> evidence,
        Boolean residency,
        Set<String> household,
        @Nullable LocalDate from,
        @Nullable LocalDate until,
        Set<Integer> weekdays) {

    static final String RESIDENCY = "RESIDENCY";
    private static final Set<String> RESIDENT = Set.of(RESIDENCY);

    public Conditions {
        evidence = evidence == null ? Set.of() : new TreeSet<>(evidence);
        residency = residency != null && residency;
        household = household == null ? Set.of() : new TreeSet<>(household);
        weekdays = weekdays == null ? Set.of() : new TreeSet<>(weekdays);
    }

    Conditions(
            @Nullable Integer minAge,
            @Nullable Integer maxAge,
            Set<String> evidence,
            Boolean residency,
            Set<String> household,
            @Nullable LocalDate from,
            @Nullable LocalDate until) {
        this(minAge, maxAge, evidence, residency, household, from, until, Set.of());
    }

    static Conditions none() {
        return new Conditions(null, null, Set.of(), false, Set.of(), null, null);
    }

    /** Why they do not hold for the person on that day; null when they do. */
    @Nullable
    public Outcome failure(PersonFacts facts, LocalDate day) {
        if (from != null && day.isBefore(from)) {
            return Outcome.NOT_YET;
        }
        if (until != null && day.isAfter(until)) {
            return Outcome.OVER;
        }
        if (!weekdays.isEmpty() && !weekdays.contains(day.getDayOfWeek().getValue())) {
            return Outcome.OTHER_WEEKDAY;
        }
        Outcome age = ageFailure(facts, day);
        if (age != null) {
            return age;
        }
        if (residency && evidenceFailure(RESIDENT, facts, day) != null) {
            return Outcome.RESIDENCY_MISSING;
        }
        Outcome proof = evidenceFailure(evidence, facts, day);
        if (proof != null) {
            return proof;
        }
        return evidenceFailure(household, facts, day) == null ? null : Outcome.HOUSEHOLD_MISSING;
    }

    private @Nullable Outcome ageFailure(PersonFacts facts, LocalDate day) {
        if (minAge == null && maxAge == null) {
            return null;
        }
        Integer age = age(facts, day);
        if (age == null) {
            return Outcome.AGE_UNKNOWN;
        }
        if (minAge != null && age < minAge) {
            return Outcome.TOO_YOUNG;
        }
        return maxAge != null && age > maxAge ? Outcome.TOO_OLD : null;
    }

    private static @Nullable Outcome evidenceFailure(Set<String> anyOf, PersonFacts facts, LocalDate day) {
        if (anyOf.isEmpty()) {
            return null;
        }
        Outcome failure = Outcome.EVIDENCE_MISSING;
        for (String kind : anyOf) {
            if (facts.holds(kind, day)) {
                return null;
            }
            if (facts.evidence().containsKey(kind)) {
                failure = Outcome.EVIDENCE_EXPIRED;
            }
        }
        return failure;
    }

    /** Years completed on the day; null when the birth date is not known or still ahead. */
    public static @Nullable Integer age(PersonFacts facts, LocalDate day) {
        LocalDate birthDate = facts.birthDate();
        return birthDate == null || birthDate.isAfter(day)
                ? null
                : Integer.valueOf(Period.between(birthDate, day).getYears());
    }
}
