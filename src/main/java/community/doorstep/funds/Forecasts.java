package community.doorstep.funds;

import community.doorstep.catalog.Catalog;
import community.doorstep.shared.CommunityId;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Adds to budgets the day on which they run dry, from what bookings took lately. */
@Component
class Forecasts {

    private final BudgetUse use;
    private final Catalog catalog;
    private final Clock clock;

    Forecasts(BudgetUse use, Catalog catalog, Clock clock) {
        this.use = use;
        this.catalog = catalog;
        this.clock = clock;
    }

    /** The same budgets in the same order. */
    Mono<List<Budget>> of(List<Budget> budgets) {
        Map<CommunityId, List<Budget>> byCommunity =
                budgets.stream().collect(Collectors.groupingBy(Budget::communityId));
        return Flux.fromIterable(byCommunity.entrySet())
                .concatMap(group -> catalog.community(group.getKey())
                        .flatMapMany(community -> of(community.zone(), group.getKey(), group.getValue())))
                .collectMap(Budget::id)
                .map(found -> budgets.stream()
                        .map(budget -> found.getOrDefault(budget.id(), budget))
                        .toList());
    }

    private Flux<Budget> of(ZoneId zone, CommunityId community, List<Budget> budgets) {
        Instant now = clock.instant();
        LocalDate today = LocalDate.ofInstant(now, zone);
        return use.since(Forecast.firstDay(today), zone, community, ids(budgets))
                .collect(Collectors.groupingBy(
                        BudgetUse.DaysUse::budget,
                        Collectors.toMap(BudgetUse.DaysUse::bookedOn, BudgetUse.DaysUse::fen, Long::sum, HashMap::new)))
                .flatMapIterable(spent -> budgets.stream()
                        .map(budget -> forecast(budget, spent.getOrDefault(budget.id(), new HashMap<>()), today))
                        .toList());
    }

    private static Budget forecast(Budget budget, Map<LocalDate, Long> spent, LocalDate today) {
        return budget.runningDryOn(Forecast.dryDay(spent, budget.leftFen(), today, budget.periodEnd()));
    }

    private static List<UUID> ids(List<Budget> budgets) {
        return budgets.stream().map(Budget::id).toList();
    }
}
