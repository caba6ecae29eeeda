package community.doorstep.canteen;

import community.doorstep.catalog.Catalog;
import community.doorstep.catalog.Service;
import community.doorstep.catalog.ServiceId;
import community.doorstep.catalog.ServiceKind;
import community.doorstep.shared.Audit;
import community.doorstep.shared.Caller;
import community.doorstep.shared.Detached;
import community.doorstep.shared.Refusal;
import community.doorstep.shared.Rows;
import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The menus of the meal services, a day each. */
@Component
class Menus {

    static final int MOST_DAYS = 62;
    private static final int USUAL_DAYS = 14;
    private static final TypeReference<List<Dish>> DISHES = new TypeReference<>() {};

    private final DatabaseClient database;
    private final Catalog catalog;
    private final Audit audit;
    private final TransactionalOperator transaction;
    private final Detached detached;
    private final JsonMapper json;
    private final Clock clock;

    Menus(
            DatabaseClient database,
            Catalog catalog,
            Audit audit,
            TransactionalOperator transaction,
            Detached detached,
            JsonMapper json,
            Clock clock) {
        this.database = database;
        this.catalog = catalog;
        this.audit = audit;
        this.transaction = transaction;
        this.detached = detached;
        this.json = json;
        this.clock = clock;
    }

    /**
     * Those of the days from the first to the last, without a first from today on. Refuses {@code service-unknown}
     * (404), {@code date-range-invalid} (400).
     */
    Mono<List<Menu>> of(ServiceId id, @Nullable LocalDate first, @Nullable LocalDate last) {
        return catalog.service(id)
                .zipWhen(this::today)
                .flatMap(known -> between(known.getT1(), first == null ? known.getT2() : first, last));
    }

    private Mono<List<Menu>> between(Service service, LocalDate first, @Nullable LocalDate asked) {
        LocalDate last = asked == null ? first.plusDays(USUAL_DAYS - 1) : asked;
        if (last.isBefore(first) || ChronoUnit.DAYS.between(first, last) >= MOST_DAYS) {
            throw Refusal.badRequest("date-range-invalid").with("mostDays", MOST_DAYS);
        }
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
                .all()
                .collectList();
    }

    /**
     * Sets the day's menu; with a version only while that is the one in force. Refuses {@code service-unknown} (404)
     * also for a service of a community that is not among the caller's, {@code not-a-meal} (422), {@code
     * menu-day-past} (422), {@code menu-changed} (412).
     */
    Mono<Menu> set(
            Caller caller, UUID[] communities, ServiceId id, LocalDate day, List<Dish> dishes, @Nullable Long version) {
        Mono<Menu> work = catalog.service(id)
                .filter(service ->
                        List.of(communities).contains(service.communityId().value()))
                .switchIfEmpty(Mono.error(() -> Refusal.notFound("service-unknown")))
                .delayUntil(service -> mustBeSettable(service, day))
                .flatMap(service -> write(caller, service, day, dishes, version));
        return detached.run(work.as(transaction::transactional));
    }

    private Mono<LocalDate> mustBeSettable(Service service, LocalDate day) {
        if (service.kind() != ServiceKind.MEAL) {
            return Mono.error(Refusal.unprocessable("not-a-meal"));
        }
        return today(service)
                .filter(today -> !day.isBefore(today))
                .switchIfEmpty(Mono.error(() -> Refusal.unprocessable("menu-day-past")));
    }

    private Mono<Menu> write(Caller caller, Service service, LocalDate day, List<Dish> dishes, @Nullable Long version) {
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
                .bind("by", caller.person().value())
                .bind("now", clock.instant())
                .bind("version", version == null ? -1L : version)
                .map(this::menu)
                .one()
                .switchIfEmpty(Mono.error(() -> Refusal.preconditionFailed("menu-changed")))
                .delayUntil(menu -> audit.note(
                        caller.person(),
                        service.communityId(),
                        "menu-set",
                        service.id().value(),
                        day.toString()));
    }

    private Mono<LocalDate> today(Service service) {
        return catalog.community(service.communityId())
                .map(community -> LocalDate.ofInstant(clock.instant(), community.zone()));
    }

    private Menu menu(Readable row) {
        return new Menu(
                new ServiceId(Rows.uuid(row, "service_id")),
                Rows.get(row, "day", LocalDate.class),
                json.readValue(Rows.text(row, "dishes"), DISHES),
                Rows.number(row, "version"));
    }
}
