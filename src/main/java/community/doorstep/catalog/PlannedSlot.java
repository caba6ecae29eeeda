package community.doorstep.catalog;

import community.doorstep.catalog.PlannedChangeController.Revision;
import community.doorstep.shared.PersonId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A slot ahead, as its schedule has it.
 *
 * @param planned the day that it stands for, also where it was moved to another
 */
record PlannedSlot(
        SlotId id,
        LocalDate planned,
        Instant startsAt,
        Instant endsAt,
        Instant cutOffAt,
        int capacity,
        @Nullable UUID room,
        @Nullable UUID teacher) {

    /** Under the schedule's new plan: what somebody has set by hand stays as it was set. */
    PlannedSlot under(Schedule before, Revision now, ZoneId zone) {
        boolean timely = startsAt.equals(at(before.starts(), zone)) && endsAt.equals(at(before.ends(), zone));
        Room roomBefore = before.room();
        return new PlannedSlot(
                id,
                planned,
                timely ? at(now.starts(), zone) : startsAt,
                timely ? at(now.ends(), zone) : endsAt,
                timely ? at(now.cutOff(), zone) : cutOffAt,
                now.capacity(),
                Objects.equals(room, roomBefore == null ? null : roomBefore.id()) ? now.roomId() : room,
                Objects.equals(teacher, idOf(before.teacherId())) ? idOf(now.teacherId()) : teacher);
    }

    private Instant at(LocalTime time, ZoneId zone) {
        return planned.atTime(time).atZone(zone).toInstant();
    }

    private static @Nullable UUID idOf(@Nullable PersonId person) {
        return person == null ? null : person.value();
    }
}
