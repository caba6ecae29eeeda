package community.doorstep.income;

import community.doorstep.shared.CommunityId;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Rows;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The table of shares: one for a community, and for services that have their own. */
@Component
class ShareRows {

    /** Stands for every service without shares of its own. */
    private static final UUID ALL = new UUID(0, 0);

    /** @param serviceId null: every service without shares of its own */
    record Line(@Nullable UUID serviceId, int stationPercent, int operatorPercent, int communityPercent) {}

    private final DatabaseClient database;
    private final Clock clock;

    ShareRows(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    Mono<Shares> of(CommunityId community, UUID service) {
        return database.sql("""
            SELECT operator_percent, community_percent FROM income_share
            WHERE community_id = :community AND service_id IN (:service, :all)
            ORDER BY service_id DESC LIMIT 1
            """)
                .bind("community", community.value())
                .bind("service", service)
                .bind("all", ALL)
                .map(row -> new Shares(
                        Rows.get(row, "operator_percent", Integer.class),
                        Rows.get(row, "community_percent", Integer.class)))
                .one()
                .defaultIfEmpty(Shares.ALL_THE_STATIONS);
    }

    Flux<Line> all(CommunityId community) {
        return database.sql("SELECT * FROM income_share WHERE community_id = :community ORDER BY service_id")
                .bind("community", community.value())
                .map(row -> {
                    UUID service = Rows.uuid(row, "service_id");
                    int operator = Rows.get(row, "operator_percent", Integer.class);
                    int kept = Rows.get(row, "community_percent", Integer.class);
                    return new Line(ALL.equals(service) ? null : service, 100 - operator - kept, operator, kept);
                })
                .all();
    }

    Mono<Void> set(CommunityId community, @Nullable UUID service, Shares shares, PersonId by) {
        return database.sql("""
            INSERT INTO income_share (community_id, service_id, operator_percent, community_percent,
                                      changed_by, changed_at)
            VALUES (:community, :service, :operator, :kept, :by, :now)
            ON CONFLICT (community_id, service_id) DO UPDATE
            SET operator_percent = excluded.operator_percent,
                community_percent = excluded.community_percent,
                changed_by = excluded.changed_by, changed_at = excluded.changed_at
            """)
                .bind("community", community.value())
                .bind("service", service == null ? ALL : service)
                .bind("operator", shares.operator())
                .bind("kept", shares.community())
                .bind("by", by.value())
                .bind("now", clock.instant())
                .then();
    }
}
