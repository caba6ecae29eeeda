package community.doorstep.booking;

import community.doorstep.shared.Caller;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.Ids;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Role;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * Whose bookings a caller may touch, as arrays for the {@code WHERE}.
 *
 * @param people the caller and their family
 * @param communities where the caller serves at a desk
 */
record Rights(UUID caller, UUID[] people, UUID[] communities) {

    private static final EnumSet<Role> DESK =
            EnumSet.of(Role.OPERATOR, Role.STATION_LEAD, Role.COUNTER, Role.TEACHER, Role.COMMUNITY_ADMIN);

    static Rights of(Caller caller, List<PersonId> family) {
        UUID[] communities = caller.grants().stream()
                .filter(grant -> DESK.contains(grant.role()))
                .map(grant -> grant.community())
                .filter(Objects::nonNull)
                .map(CommunityId::value)
                .distinct()
                .toArray(UUID[]::new);
        return new Rights(caller.person().value(), Ids.array(family, PersonId::value), communities);
    }

    /** Nobody's own: what staff of these communities may touch. */
    static Rights staff(UUID[] communities) {
        return new Rights(new UUID(0, 0), new UUID[0], communities);
    }

    /** Whether it is for one of the caller's people, or was made by the caller. */
    boolean mine(Booking booking) {
        return booking.bookedBy().value().equals(caller)
                || List.of(people).contains(booking.beneficiary().value());
    }
}
