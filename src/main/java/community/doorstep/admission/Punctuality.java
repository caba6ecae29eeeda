package community.doorstep.admission;

import community.doorstep.catalog.ServiceRules;
import community.doorstep.shared.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What repeated absence costs: booking ahead, for a time. Today's seats stay open to everyone. */
public final class Punctuality {

    private Punctuality() {}

    /** A pause that holds now; today is the community's. */
    public record Pause(Instant until, LocalDate today) {}

    /** Refuses {@code no-show-pause} (409, {@code until}) for any day but the present one. */
    public static void punctual(@Nullable Pause pause, LocalDate day, Instant now) {
        if (pause != null && now.isBefore(pause.until()) && !day.equals(pause.today())) {
            throw Refusal.conflict("no-show-pause").with("until", pause.until());
        }
    }

    /**
     * The end of the last pause; null when there was none. Each absence that makes the rule's number within its days
     * begins a pause.
     *
     * @param missed the ends of the missed slots, in order
     */
    public static @Nullable Instant pausedUntil(List<Instant> missed, ServiceRules.NoShows rule) {
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
