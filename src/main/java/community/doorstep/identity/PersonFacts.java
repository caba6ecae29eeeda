package community.doorstep.identity;

import community.doorstep.shared.PersonId;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What prices and admission may depend on.
 *
 * @param evidence each accepted kind (LOW_INCOME, DISABILITY, RESIDENCY …) with the last day on which it holds, null
 *     when it does not expire
 */
public record PersonFacts(PersonId id, @Nullable LocalDate birthDate, Map<String, @Nullable LocalDate> evidence) {

    @Override
    public String toString() {
        return "PersonFacts[" + id + "]";
    }
}
