package community.doorstep.identity;

import community.doorstep.shared.Grant;
import community.doorstep.shared.PersonId;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A person as they see themselves; of the phone number only the last digits. */
public record MeView(
        PersonId id,
        String name,
        @Nullable LocalDate birthDate,
        @Nullable String phoneEnding,
        List<Grant> roles) {

    @Override
    public String toString() {
        return "MeView[" + id + "]";
    }
}
