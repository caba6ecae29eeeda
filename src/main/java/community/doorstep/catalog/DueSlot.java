package community.doorstep.catalog;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A slot that a schedule wants and that is not there.
 *
 * @param weekday whose activity it has, ISO; on a make-up day the one that the day follows
 */
record DueSlot(
        UUID schedule,
        LocalDate day,
        int weekday,
        Instant startsAt,
        Instant endsAt,
        @Nullable Instant opensAt,
        Instant cutOffAt) {}
