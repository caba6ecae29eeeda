package community.doorstep.pricing;

import community.doorstep.catalog.Catalog;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.Ids;
import community.doorstep.shared.Rows;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Adds to budgets the day on which they run dry, from what bookings took lately. */
@Component
class Forecasts {

    private record DaysSpending(UUID budget, LocalDate day, long fen) {}

    private final DatabaseClient database;
    private final Catalog catalog;
    private final Clock clock;

    Forecasts(DatabaseClient database, Catalog catalog, Clock clock) {
        this.database = database;
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
        return spending(zone, community, budgets, Forecast.firstDay(today))
                .collect(Collectors.groupingBy(
                        DaysSpending::budget,
                        Collectors.toMap(DaysSpending::day, DaysSpending::fen, Long::sum, HashMap::new)))
                .flatMapIterable(spent -> budgets.stream()
                        .map(budget -> forecast(budget, spent.getOrDefault(budget.id(), new HashMap<>()), today))
                        .toList());
    }

    private static Budget forecast(Budget budget, Map<LocalDate, Long> spent, LocalDate today) {
        return budget.runningDryOn(Forecast.dryDay(spent, budget.leftFen(), today, budget.periodEnd()));
    }

    private Flux<DaysSpending> spending(ZoneId zone, CommunityId community, List<Budget> budgets, LocalDate since) {
        return database.sql("""
                        SELECT paid.budget_id, (at AT TIME ZONE :zone)::date AS booked_on, sum(paid.fen)::bigint AS fen
                        FROM charge, %s
                        WHERE community_id = :community AND paid.budget_id = ANY(:budgets) AND at >= :since
                          AND state <> 'RELEASED'
                        GROUP BY 1, 2
                        """.formatted(ChargePart.EACH))
                .bind("zone", zone.getId())
                .bind("community", community.value())
                .bind("budgets", Ids.array(budgets, Budget::id))
                .bind("since", since.atStartOfDay(zone).toInstant())
                .map(row -> new DaysSpending(
                        Rows.uuid(row, "budget_id"),
                        Rows.get(row, "booked_on", LocalDate.class),
                        Rows.number(row, "fen")))
                .all();
    }
}
