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

    public PersonFacts(PersonId id, @Nullable LocalDate birthDate, Map<String, @Nullable LocalDate> evidence) {
        this(id, birthDate, evidence, Map.of());
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
