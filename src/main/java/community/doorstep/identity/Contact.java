package community.doorstep.identity;

import community.doorstep.shared.PersonId;
import org.jspecify.annotations.Nullable;

/** How to address and reach a person; only for those whose task needs it. */
public record Contact(PersonId id, String name, @Nullable String phone) {

    /** Empty of whom we do not know. */
    public static String nameOf(@Nullable Contact known) {
        return known == null ? "" : known.name();
    }

    @Override
    public String toString() {
        return "Contact[" + id + "]";
    }
}
