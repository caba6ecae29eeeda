package community.doorstep.catalog;

import community.doorstep.shared.GeoPoint;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Which station looks after a place. */
@Component
public class NearestStation {

    private static final int CANDIDATES = 20;
    private static final double DEGREES = 0.1;

    private final DatabaseClient database;

    NearestStation(DatabaseClient database) {
        this.database = database;
    }

    /** The nearest with a service of that kind within so many metres; empty when there is none. */
    public Mono<Station> with(ServiceKind kind, GeoPoint place, double within) {
        return database.sql("""
            SELECT * FROM station
            WHERE latitude BETWEEN :latitude - :degrees AND :latitude + :degrees
              AND longitude BETWEEN :longitude - :degrees AND :longitude + :degrees
              AND EXISTS (SELECT 1 FROM service
                          WHERE service.community_id = station.community_id
                            AND service.station_id = station.id AND service.kind = :kind)
            ORDER BY abs(latitude - :latitude) + abs(longitude - :longitude), id LIMIT :most
            """)
                .bind("latitude", place.latitude())
                .bind("longitude", place.longitude())
                .bind("degrees", DEGREES)
                .bind("kind", kind.name())
                .bind("most", CANDIDATES)
                .map(CatalogRows::stationOf)
                .all()
                .filter(station -> station.place().metresTo(place) <= within)
                .reduce((one, other) ->
                        one.place().metresTo(place) <= other.place().metresTo(place) ? one : other);
    }
}
