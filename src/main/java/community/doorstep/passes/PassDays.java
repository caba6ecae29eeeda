package community.doorstep.passes;

import community.doorstep.shared.CommunityId;
import community.doorstep.shared.Rows;
import community.doorstep.shared.StationId;
import io.r2dbc.spi.Readable;
import java.time.LocalDate;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** With what the digits of a station's day are hashed. */
@Component
class PassDays {

    private final DatabaseClient database;
    private final PassSettings settings;

    PassDays(DatabaseClient database, PassSettings settings) {
        this.database = database;
        this.settings = settings;
    }

    /** Made when it is not there. */
    Mono<DigitHash> hash(CommunityId community, StationId station, LocalDate day) {
        return database.sql("""
            INSERT INTO pass_day (community_id, station_id, day, salt, rounds)
            VALUES (:community, :station, :day, :salt, :rounds)
            ON CONFLICT DO NOTHING
            """)
                .bind("community", community.value())
                .bind("station", station.value())
                .bind("day", day)
                .bind("salt", DigitHash.randomSalt())
                .bind("rounds", settings.digitRounds())
                .then()
                .then(Mono.defer(() -> standing(new UUID[] {community.value()}, station, day)));
    }

    /** Empty when the station has had no pass for that day. */
    Mono<DigitHash> standing(UUID[] communities, StationId station, LocalDate day) {
        return database.sql("""
            SELECT salt, rounds FROM pass_day
            WHERE community_id = ANY(:communities) AND station_id = :station AND day = :day
            """)
                .bind("communities", communities)
                .bind("station", station.value())
                .bind("day", day)
                .map(PassDays::hashOf)
                .one();
    }

    private static DigitHash hashOf(Readable row) {
        return new DigitHash(Rows.get(row, "salt", byte[].class), Rows.get(row, "rounds", Integer.class));
    }
}
