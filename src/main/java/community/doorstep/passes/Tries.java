package community.doorstep.passes;

import community.doorstep.shared.PersonId;
import community.doorstep.shared.Rows;
import community.doorstep.shared.StationId;
import java.time.Clock;
import java.time.Instant;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** How often somebody has typed digits that were none. A try is counted before it is looked at, also among many at once. */
@Component
class Tries {

    private final DatabaseClient database;
    private final PassSettings settings;
    private final Clock clock;

    Tries(DatabaseClient database, PassSettings settings, Clock clock) {
        this.database = database;
        this.settings = settings;
        this.clock = clock;
    }

    /** Counts one more; whether it may still be looked at. */
    Mono<Boolean> another(StationId station, PersonId by) {
        Instant now = clock.instant();
        return database.sql("""
            INSERT INTO pass_try AS known (station_id, by_id, since, wrong) VALUES (:station, :by, :now, 1)
            ON CONFLICT (station_id, by_id) DO UPDATE
            SET wrong = CASE WHEN known.since <= :over THEN 1 ELSE known.wrong + 1 END,
                since = CASE WHEN known.since <= :over THEN :now ELSE known.since END
            RETURNING wrong
            """)
                .bind("station", station.value())
                .bind("by", by.value())
                .bind("now", now)
                .bind("over", now.minus(settings.triesWithin()))
                .map(row -> Rows.get(row, "wrong", Integer.class) <= settings.mostTries())
                .one();
    }

    /** The one that was counted was right. */
    Mono<Void> right(StationId station, PersonId by) {
        return database.sql("""
            UPDATE pass_try SET wrong = wrong - 1
            WHERE station_id = :station AND by_id = :by AND wrong > 0
            """)
                .bind("station", station.value())
                .bind("by", by.value())
                .then();
    }
}
