package community.doorstep.notice;

import community.doorstep.identity.Addressees;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Role;
import community.doorstep.shared.StationId;
import java.util.Collection;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who is told. */
sealed interface Audience {

    /** The person, whoever acts for them, and who asked for it; see {@link Addressees#of}. */
    record Concerned(Addressees.Concern concern) implements Audience {}

    /** These, whatever they are to whom it is about. */
    record These(Set<PersonId> people) implements Audience {}

    /** All who hold the role, at that station when it is named. */
    record Holding(Role role, @Nullable StationId station) implements Audience {}

    /** A number whose owner the house does not know: no inbox, only the telephone. */
    record Telephone(String number) implements Audience {

        @Override
        public String toString() {
            return "Telephone[hidden]";
        }
    }

    static Audience concerned(PersonId person, PersonId askedBy) {
        return new Concerned(new Addressees.Concern(person, askedBy));
    }

    static Audience these(Collection<PersonId> people) {
        return new These(Set.copyOf(people));
    }

    static Audience holding(Role role) {
        return new Holding(role, null);
    }

    static Audience at(StationId station, Role role) {
        return new Holding(role, station);
    }

    static Audience telephone(String number) {
        return new Telephone(number);
    }
}
