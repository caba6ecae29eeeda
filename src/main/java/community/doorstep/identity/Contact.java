package community.doorstep.identity;

import community.doorstep.shared.PersonId;
import org.jspecify.annotations.Nullable;

/** How to address and reach a person; only for those whose task needs it. */
public record Contact(PersonId id, String name, @Nullable String phone) {

    @Override
    public String toString() {
        return "Contact[" + id + "]";
    }
}
