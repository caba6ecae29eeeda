package community.doorstep.catalog;

import community.doorstep.shared.Binding;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.GeoPoint;
import community.doorstep.shared.Ids;
import community.doorstep.shared.Rows;
import community.doorstep.shared.StationId;
import io.r2dbc.spi.Readable;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Collection;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Reads the catalogue's tables. */
@Component
class CatalogRows {

    private static final double METRES_PER_DEGREE = 111_000;

    private final DatabaseClient database;
    private final JsonMapper json;

    CatalogRows(DatabaseClient database, JsonMapper json) {
        this.database = database;
        this.json = json;
    }

    Mono<Community> community(CommunityId id) {
        return database.sql("SELECT id, name, zone FROM community WHERE id = :id")
                .bind("id", id.value())
                .map(CatalogRows::communityOf)
                .one();
    }

    Flux<Community> communities() {
        return database.sql("SELECT id, name, zone FROM community ORDER BY name")
                .map(CatalogRows::communityOf)
                .all();
    }

    Mono<Station> station(StationId id) {
        return database.sql("""
            SELECT community_id, id, name, address, latitude, longitude, phone, kind FROM station WHERE id = :id
            """)
                .bind("id", id.value())
                .map(CatalogRows::stationOf)
                .one();
    }

    /** Those in the square around the point; the caller measures and sorts. */
    Flux<Station> stationsAround(GeoPoint point, int metres) {
        double latitudes = metres / METRES_PER_DEGREE;
        double longitudes = latitudes / Math.max(0.01, Math.cos(Math.toRadians(point.latitude())));
        return database.sql("""
            SELECT community_id, id, name, address, latitude, longitude, phone, kind FROM station
            WHERE latitude BETWEEN :south AND :north AND longitude BETWEEN :west AND :east
            """)
                .bind("south", point.latitude() - latitudes)
                .bind("north", point.latitude() + latitudes)
                .bind("west", point.longitude() - longitudes)
                .bind("east", point.longitude() + longitudes)
                .map(CatalogRows::stationOf)
                .all();
    }

    Flux<Station> stations() {
        return database.sql("""
            SELECT community_id, id, name, address, latitude, longitude, phone, kind FROM station
            ORDER BY name, id LIMIT 500
            """).map(CatalogRows::stationOf).all();
    }

    Flux<Station> stationsOf(CommunityId community) {
        return database.sql("""
            SELECT community_id, id, name, address, latitude, longitude, phone, kind FROM station
            WHERE community_id = :community ORDER BY name, id
            """)
                .bind("community", community.value())
                .map(CatalogRows::stationOf)
                .all();
    }

    Mono<Service> service(ServiceId id) {
        return database.sql("SELECT *, rules::text AS rules_text FROM service WHERE id = :id")
                .bind("id", id.value())
                .map(this::serviceOf)
                .one();
    }

    Flux<Service> servicesOf(CommunityId community) {
        return database.sql("SELECT *, rules::text AS rules_text FROM service WHERE community_id = :community")
                .bind("community", community.value())
                .map(this::serviceOf)
                .all();
    }

    Flux<Service> services(@Nullable StationId station, @Nullable ServiceKind kind) {
        return database.sql("""
            SELECT *, rules::text AS rules_text FROM service
            WHERE (:anyStation OR station_id = :station) AND (:anyKind OR kind = :kind)
            ORDER BY name, id LIMIT 500
            """)
                .bind("anyStation", station == null)
                .bind("station", station == null ? new UUID(0, 0) : station.value())
                .bind("anyKind", kind == null)
                .bind("kind", kind == null ? "" : kind.name())
                .map(this::serviceOf)
                .all();
    }

    Mono<Slot> slot(SlotId id) {
        return database.sql("""
            SELECT slot.*, service.station_id FROM slot
            JOIN service ON service.community_id = slot.community_id AND service.id = slot.service_id
            WHERE slot.id = :id
            """).bind("id", id.value()).map(CatalogRows::slotOf).one();
    }

    /** Slots that take bookings, in the order of their start; a make-up day counts as the weekday that it follows. */
    Flux<Slot> slots(ServiceId service, SlotPattern pattern, int most) {
        DatabaseClient.GenericExecuteSpec select = database.sql("""
            SELECT slot.*, service.station_id FROM slot
            JOIN service ON service.community_id = slot.community_id AND service.id = slot.service_id
            JOIN community ON community.id = slot.community_id
            LEFT JOIN calendar_day ON calendar_day.community_id = slot.community_id
                AND calendar_day.day = slot.day
            WHERE slot.service_id = :service AND slot.day BETWEEN :first AND :last
              AND slot.closed_at IS NULL AND slot.cancelled_at IS NULL
              AND coalesce(calendar_day.follows, extract(isodow FROM slot.day)::int) = ANY(:weekdays)
              AND (:starts::time IS NULL
                   OR (slot.starts_at AT TIME ZONE community.zone)::time = :starts)
            ORDER BY slot.starts_at, slot.id LIMIT :most
            """)
                .bind("service", service.value())
                .bind("first", pattern.from())
                .bind("last", pattern.to())
                .bind("weekdays", pattern.weekdays().toArray(Integer[]::new))
                .bind("most", most);
        return Binding.orNull(select, "starts", pattern.starts(), LocalTime.class)
                .map(CatalogRows::slotOf)
                .all();
    }

    Flux<Slot> slots(Collection<SlotId> ids) {
        return database.sql("""
            SELECT slot.*, service.station_id FROM slot
            JOIN service ON service.community_id = slot.community_id AND service.id = slot.service_id
            WHERE slot.id = ANY(:ids)
            """)
                .bind("ids", Ids.array(ids, SlotId::value))
                .map(CatalogRows::slotOf)
                .all();
    }

    static Community communityOf(Readable row) {
        return new Community(
                new CommunityId(Rows.uuid(row, "id")), Rows.text(row, "name"), ZoneId.of(Rows.text(row, "zone")));
    }

    static Station stationOf(Readable row) {
        return new Station(
                new StationId(Rows.uuid(row, "id")),
                new CommunityId(Rows.uuid(row, "community_id")),
                Rows.text(row, "name"),
                Rows.text(row, "address"),
                new GeoPoint(Rows.get(row, "latitude", Double.class), Rows.get(row, "longitude", Double.class)),
                Rows.text(row, "phone"),
                StationKind.valueOf(Rows.text(row, "kind")));
    }

    private Service serviceOf(Readable row) {
        return new Service(
                new ServiceId(Rows.uuid(row, "id")),
                new CommunityId(Rows.uuid(row, "community_id")),
                new StationId(Rows.uuid(row, "station_id")),
                ServiceKind.valueOf(Rows.text(row, "kind")),
                Rows.text(row, "name"),
                Rows.text(row, "description"),
                Rows.text(row, "capacity_unit"),
                PaymentTerms.valueOf(Rows.text(row, "payment_terms")),
                Rows.get(row, "hold_seconds", Integer.class),
                row.get("min_age", Integer.class),
                row.get("max_age", Integer.class),
                json.readValue(Rows.text(row, "rules_text"), ServiceRules.class));
    }

    static Slot slotOf(Readable row) {
        return new Slot(
                new SlotId(Rows.uuid(row, "id")),
                new CommunityId(Rows.uuid(row, "community_id")),
                new ServiceId(Rows.uuid(row, "service_id")),
                new StationId(Rows.uuid(row, "station_id")),
                Rows.get(row, "day", LocalDate.class),
                Rows.instant(row, "starts_at"),
                Rows.instant(row, "ends_at"),
                Rows.instantOrNull(row, "opens_at"),
                Rows.instant(row, "cut_off_at"),
                Rows.get(row, "capacity", Integer.class),
                Rows.text(row, "activity"));
    }
}
