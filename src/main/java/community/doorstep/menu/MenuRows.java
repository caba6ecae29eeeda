package community.doorstep.menu;

import community.doorstep.catalog.Service;
import community.doorstep.catalog.ServiceId;
import community.doorstep.shared.Ids;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Rows;
import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The menus as they lie in the database, a service's day each. */
@Component
class MenuRows {

    private static final TypeReference<List<Dish>> DISHES = new TypeReference<>() {};

    private final DatabaseClient database;
    private final JsonMapper json;
    private final Clock clock;

    MenuRows(DatabaseClient database, JsonMapper json, Clock clock) {
        this.database = database;
        this.json = json;
        this.clock = clock;
    }

    Flux<Menu> between(Service service, LocalDate first, LocalDate last) {
        return database.sql("""
            SELECT service_id, day, dishes::text AS dishes, version FROM menu
            WHERE community_id = :community AND service_id = :service AND day BETWEEN :first AND :last
            ORDER BY day
            """)
                .bind("community", service.communityId().value())
                .bind("service", service.id().value())
                .bind("first", first)
                .bind("last", last)
                .map(this::menu)
                .all();
    }

    /** Those that have a menu. */
    Mono<Map<Menus.Served, List<Dish>>> dishes(Set<Menus.Served> days) {
        return database.sql("""
            SELECT menu.service_id, menu.day, dishes::text AS dishes, version FROM menu
            JOIN unnest(:services, :days) AS served (service_id, day)
                ON served.service_id = menu.service_id AND served.day = menu.day
            """)
                .bind("services", Ids.array(days, served -> served.service().value()))
                .bind("days", days.stream().map(Menus.Served::day).toArray(LocalDate[]::new))
                .map(this::menu)
                .all()
                .collectMap(menu -> new Menus.Served(menu.serviceId(), menu.day()), Menu::dishes);
    }

    /** With a version only while that is the one in force; empty otherwise. */
    Mono<Menu> set(PersonId by, Service service, LocalDate day, List<Dish> dishes, @Nullable Long version) {
        return database.sql("""
            INSERT INTO menu (community_id, service_id, day, dishes, set_by, set_at)
            SELECT :community, :service, :day, CAST(:dishes AS jsonb), :by, :now
            WHERE :version < 0 OR EXISTS (
                SELECT 1 FROM menu WHERE community_id = :community AND service_id = :service AND day = :day)
            ON CONFLICT (community_id, service_id, day) DO UPDATE
            SET dishes = excluded.dishes, set_by = excluded.set_by, set_at = excluded.set_at,
                version = menu.version + 1
            WHERE :version < 0 OR menu.version = :version
            RETURNING service_id, day, dishes::text AS dishes, version
            """)
                .bind("community", service.communityId().value())
                .bind("service", service.id().value())
                .bind("day", day)
                .bind("dishes", json.writeValueAsString(dishes))
                .bind("by", by.value())
                .bind("now", clock.instant())
                .bind("version", version == null ? -1L : version)
                .map(this::menu)
                .one();
    }

    private Menu menu(Readable row) {
        return new Menu(
                new ServiceId(Rows.uuid(row, "service_id")),
                Rows.get(row, "day", LocalDate.class),
                json.readValue(Rows.text(row, "dishes"), DISHES),
                Rows.number(row, "version"));
    }
}
