package community.doorstep.funds;

import community.doorstep.shared.CommunityId;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.UUID;
import reactor.core.publisher.Flux;

/** What bookings take from budgets, day by day: known to the module that charges for them. */
public interface BudgetUse {

    /** What was booked on one day of the community. */
    record DaysUse(UUID budget, LocalDate bookedOn, long fen) {}

    /** From that day on, without what was cancelled; days on which nothing was taken are left out. */
    Flux<DaysUse> since(LocalDate first, ZoneId zone, CommunityId community, Collection<UUID> budgets);
}
