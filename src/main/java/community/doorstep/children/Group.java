package community.doorstep.children;

import community.doorstep.catalog.ServiceId;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.StationId;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Children who spend their afternoons together in a term, from its first day to its last. */
record Group(
        UUID id,
        StationId stationId,
        ServiceId serviceId,
        String name,
        int seats,
        @Nullable UUID roomId,
        @Nullable PersonId teacherId,
        LocalDate firstDay,
        LocalDate lastDay,
        List<Lesson> classes,
        List<PersonId> children) {

    /** What it does on a weekday (ISO), in which weeks, where and with whom: its own room and teacher when left out. */
    record Lesson(
            UUID id,
            int weekday,
            Weeks weeks,
            LocalTime starts,
            LocalTime ends,
            String activity,
            @Nullable UUID roomId,
            @Nullable PersonId teacherId,
            LocalDate firstDay,
            LocalDate lastDay) {}
}
