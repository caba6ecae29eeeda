package community.doorstep.catalog;

import com.fasterxml.jackson.annotation.JsonInclude;
import community.doorstep.shared.PersonId;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * From which the slots of a service are made; times are local to the community.
 *
 * @param activities one for all weekdays, or one for each in their order
 * @param daysAhead for how many days after today its slots are made; left out, as for all
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Schedule(
        UUID id,
        ServiceId serviceId,
        List<Integer> weekdays,
        LocalTime starts,
        LocalTime ends,
        LocalTime cutOff,
        int capacity,
        List<String> activities,
        LocalDate firstDay,
        @Nullable LocalDate lastDay,
        @Nullable Room room,
        @Nullable PersonId teacherId,
        boolean keepsHolidays,
        @Nullable Integer daysAhead,
        long version) {}
