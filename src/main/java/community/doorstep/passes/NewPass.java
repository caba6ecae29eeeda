package community.doorstep.passes;

import community.doorstep.shared.CommunityId;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.StationId;
import community.doorstep.shared.TimeSlot;
import java.time.LocalDate;
import java.util.UUID;

/**
 * A pass that is wanted. Whoever chooses its id can ask for the same pass again.
 *
 * @param purpose what it is good for, in capitals: {@code PICK_UP}, {@code MEAL}
 * @param subject what that concerns: the child, the booking
 * @param day the day of the community under which the station's tablets load it
 */
public record NewPass(
        PassId id,
        CommunityId community,
        StationId station,
        String purpose,
        UUID subject,
        PersonId madeBy,
        LocalDate day,
        TimeSlot window) {}
