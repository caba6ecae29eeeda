package community.doorstep.identity;

import community.doorstep.shared.CommunityId;
import community.doorstep.shared.PersonId;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What prices and admission may depend on.
 *
 * @param evidence each accepted kind (LOW_INCOME, DISABILITY …) with the last day on which it holds, null when it does
 *     not expire: a certificate of the city counts in each community
 * @param residentOf the communities that have verified the residency, with its last day in the same way
 */
public record PersonFacts(
        PersonId id,
        @Nullable LocalDate birthDate,
        Map<String, @Nullable LocalDate> evidence,
        Map<CommunityId, @Nullable LocalDate> residentOf) {

    public static final String RESIDENCY = "RESIDENCY";
    public static final String LIVES_ALONE = "LIVES_ALONE";

    /** 老年人: sixty and older, by the law on their rights, article 2. */
    private static final int ELDER = 60;

    public PersonFacts(PersonId id, @Nullable LocalDate birthDate, Map<String, @Nullable LocalDate> evidence) {
        this(id, birthDate, evidence, Map.of());
    }

    /** Whether there is accepted evidence of that kind which is valid on the day. */
    public boolean holds(String kind, LocalDate day) {
        LocalDate validUntil = evidence.get(kind);
        return validUntil == null ? evidence.containsKey(kind) : !day.isAfter(validUntil);
    }

    /** An elder of whom a community has seen that nobody lives with them. */
    public boolean isElderAlone(LocalDate day) {
        return birthDate != null && !birthDate.plusYears(ELDER).isAfter(day) && holds(LIVES_ALONE, day);
    }

    /** As that community sees the person: residency counts where it was verified, and nowhere else. */
    public PersonFacts in(CommunityId community) {
        if (!residentOf.containsKey(community)) {
            return this;
        }
        Map<String, @Nullable LocalDate> seen = new HashMap<>(evidence);
        seen.put(RESIDENCY, residentOf.get(community));
        return new PersonFacts(id, birthDate, seen, Map.of());
    }

    @Override
    public String toString() {
        return "PersonFacts[" + id + "]";
    }
}
