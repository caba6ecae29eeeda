package community.doorstep.identity;

import community.doorstep.shared.PersonId;
import org.jspecify.annotations.Nullable;

/** How to address and reach a person; only for those whose task needs it. */
public record Contact(PersonId id, String name, @Nullable String phone) {

    /** Empty of whom we do not know. */
    public static String nameOf(@Nullable Contact known) {
        return known == null ? "" : known.name();
    }

    /** The last four digits, by which a number is told from others without being known. */
    public @Nullable String phoneEnd() {
        return phone == null ? null : phone.substring(Math.max(0, phone.length() - 4));
    }

    @Override
    public String toString() {
        return "Contact[" + id + "]";
    }
}
