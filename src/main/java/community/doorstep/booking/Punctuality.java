package community.doorstep.booking;

import community.doorstep.catalog.ServiceRules;
import community.doorstep.shared.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What repeated absence costs: booking ahead, for a time. Today's seats stay open to everyone. */
final class Punctuality {

    private Punctuality() {}

    /** Refuses {@code no-show-pause} (409, {@code until}) for any day but the present one. */
    static void punctual(@Nullable Instant pausedUntil, LocalDate day, LocalDate today, Instant now) {
        if (pausedUntil != null && now.isBefore(pausedUntil) && !day.equals(today)) {
            throw Refusal.conflict("no-show-pause").with("until", pausedUntil);
        }
    }

    /**
     * The end of the last pause; null when there was none. Each absence that makes the rule's number within its days
     * begins a pause.
     *
     * @param missed the ends of the missed slots, in order
     */
    static @Nullable Instant pausedUntil(List<Instant> missed, ServiceRules.NoShows rule) {
        Duration within = Duration.ofDays(rule.withinDays());
        for (int last = missed.size() - 1; last >= rule.times() - 1; last--) {
            Instant first = missed.get(last - rule.times() + 1);
            if (Duration.between(first, missed.get(last)).compareTo(within) <= 0) {
                return missed.get(last).plus(Duration.ofDays(rule.pauseDays()));
            }
        }
        return null;
    }
}
