package community.doorstep.canteen;

import community.doorstep.shared.CommunityId;
import community.doorstep.shared.Rows;
import community.doorstep.shared.StationId;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What tablets reported, kept for ever. */
@Component
class RedemptionRows {

    private final DatabaseClient database;

    RedemptionRows(DatabaseClient database) {
        this.database = database;
    }

    private static final String HEARD = """
        SELECT redemption.id, redemption.booking_id, redemption.outcome, redemption.at, meal.eaten_at
        FROM meal_redemption AS redemption
        LEFT JOIN meal ON meal.community_id = redemption.community_id AND meal.booking_id = redemption.booking_id
        """;

    Mono<OfflineRedemptions.Heard> known(CommunityId community, UUID id) {
        return database.sql(HEARD + "WHERE redemption.community_id = :community AND redemption.id = :id")
                .bind("community", community.value())
                .bind("id", id)
                .map(RedemptionRows::heardOf)
                .one();
    }

    /** Those of a station that were heard of in that time and did not count. */
    Flux<OfflineRedemptions.Heard> conflicts(UUID[] communities, StationId station, Instant from, Instant to) {
        return database.sql(HEARD + """
            WHERE redemption.station_id = :station AND redemption.community_id = ANY(:communities)
              AND redemption.heard_at >= :from AND redemption.heard_at < :to
              AND redemption.outcome <> 'COUNTED'
            ORDER BY redemption.at, redemption.id LIMIT 500
            """)
                .bind("station", station.value())
                .bind("communities", communities)
                .bind("from", from)
                .bind("to", to)
                .map(RedemptionRows::heardOf)
                .all();
    }

    Mono<Void> add(
            OfflineRedemptions.Tablet tablet, OfflineRedemptions.Use use, OfflineRedemptions.Heard heard, Instant now) {
        return database.sql("""
            INSERT INTO meal_redemption (community_id, id, station_id, booking_id, outcome, at, tablet_at,
                                         ahead_s, by, heard_at)
            VALUES (:community, :id, :station, :booking, :outcome, :at, :tabletAt, :ahead, :by, :now)
            ON CONFLICT DO NOTHING
            """)
                .bind("community", tablet.community().value())
                .bind("id", use.id())
                .bind("station", tablet.station().value())
                .bind("booking", use.bookingId())
                .bind("outcome", heard.outcome().name())
                .bind("at", heard.at())
                .bind("tabletAt", use.at())
                .bind("ahead", tablet.clock().ahead().toSeconds())
                .bind("by", tablet.by().person().value())
                .bind("now", now)
                .then();
    }

    private static OfflineRedemptions.Heard heardOf(Readable row) {
        return new OfflineRedemptions.Heard(
                Rows.uuid(row, "id"),
                Rows.uuid(row, "booking_id"),
                OfflineRedemptions.Outcome.valueOf(Rows.text(row, "outcome")),
                Rows.instant(row, "at"),
                Rows.instantOrNull(row, "eaten_at"));
    }
}
