package community.doorstep.identity;

import community.doorstep.shared.PersonId;
import org.jspecify.annotations.Nullable;

/** How to address and reach a person; only for those whose task needs it. */
public record Contact(PersonId id, String name, @Nullable String phone) {

    /** Empty of whom we do not know. */
    public static String nameOf(@Nullable Contact known) {
        return known == null ? "" : known.name();
    }

    /** Under whose number a person is found: their own, or where they have none, that of the one who speaks for them. */
    public static @Nullable Contact reached(@Nullable Contact person, @Nullable Contact other) {
        return person == null || person.phone == null ? other : person;
    }

    /** The last digits of the number; null of whom we know none. */
    public static @Nullable String phoneEndOf(@Nullable Contact known) {
        return known == null ? null : endOf(known.phone);
    }

    /** The last four digits, by which a number is told from others without being known. */
    static @Nullable String endOf(@Nullable String phone) {
        return phone == null ? null : phone.substring(Math.max(0, phone.length() - 4));
    }

    @Override
    public String toString() {
        return "Contact[" + id + "]";
    }
}
