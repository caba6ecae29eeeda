package community.doorstep.catalog;

import community.doorstep.shared.CommunityId;
import community.doorstep.shared.Detached;
import community.doorstep.shared.Ids;
import community.doorstep.shared.Rows;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Makes the slots of the coming days from the schedules; what is there already stays as it is. */
@Component
@EnableConfigurationProperties(CatalogSettings.class)
class SlotMaker {

    record Due(
            CommunityId community,
            UUID schedule,
            LocalDate day,
            LocalTime starts,
            LocalTime ends,
            LocalTime cutOff,
            ZoneId zone,
            ServiceRules rules) {

        @Nullable
        Instant opensAt() {
            return rules.opening() == null ? null : rules.opening().of(day, zone);
        }
    }

    private final DatabaseClient database;
    private final List<SlotListener> listeners;
    private final TransactionalOperator transaction;
    private final Detached detached;
    private final CatalogSettings settings;
    private final JsonMapper json;
    private final Clock clock;

    SlotMaker(
            DatabaseClient database,
            List<SlotListener> listeners,
            TransactionalOperator transaction,
            Detached detached,
            CatalogSettings settings,
            JsonMapper json,
            Clock clock) {
        this.database = database;
        this.listeners = listeners;
        this.transaction = transaction;
        this.detached = detached;
        this.settings = settings;
        this.json = json;
        this.clock = clock;
    }

    /** Makes what is missing, of one community or of all; answers how many. */
    Mono<Integer> makeAhead() {
        return detached.run(due().collectList()
                .flatMap(this::make)
                .flatMap(made -> told(made).thenReturn(made.size()))
                .as(transaction::transactional));
    }

    /** Tells the listeners in the transaction that closed it. */
    Mono<Void> closed(SlotId slot) {
        return Flux.fromIterable(listeners)
                .concatMap(listener -> listener.closed(slot))
                .then();
    }

    private Flux<Due> due() {
        Instant now = clock.instant();
        return database.sql("""
                        SELECT schedule.community_id, schedule.id, day::date AS day, schedule.starts, schedule.ends,
                               schedule.cut_off, community.zone, service.rules::text AS rules
                        FROM schedule
                        JOIN service ON service.community_id = schedule.community_id
                            AND service.id = schedule.service_id
                        JOIN community ON community.id = schedule.community_id
                        CROSS JOIN LATERAL generate_series(
                            greatest(schedule.first_day, (:now AT TIME ZONE community.zone)::date),
                            least(schedule.last_day, (:now AT TIME ZONE community.zone)::date + :ahead),
                            interval '1 day') AS day
                        WHERE extract(isodow FROM day)::int = ANY(schedule.weekdays)
                          AND NOT EXISTS (
                              SELECT 1 FROM slot
                              WHERE slot.community_id = schedule.community_id
                                AND slot.schedule_id = schedule.id AND slot.day = day::date)
                        """)
                .bind("now", now)
                .bind("ahead", settings.daysAhead())
                .map(row -> new Due(
                        new CommunityId(Rows.uuid(row, "community_id")),
                        Rows.uuid(row, "id"),
                        Rows.get(row, "day", LocalDate.class),
                        Rows.get(row, "starts", LocalTime.class),
                        Rows.get(row, "ends", LocalTime.class),
                        Rows.get(row, "cut_off", LocalTime.class),
                        ZoneId.of(Rows.text(row, "zone")),
                        json.readValue(Rows.text(row, "rules"), ServiceRules.class)))
                .all();
    }

    private Mono<List<Slot>> make(List<Due> due) {
        if (due.isEmpty()) {
            return Mono.just(List.of());
        }
        return database.sql("""
                        WITH made AS (
                            INSERT INTO slot (community_id, id, service_id, schedule_id, day, starts_at, ends_at,
                                              opens_at, cut_off_at, capacity, room_id, activity)
                            SELECT schedule.community_id, due.id, schedule.service_id, schedule.id, due.day,
                                   due.starts_at, due.ends_at, due.opens_at, due.cut_off_at, schedule.capacity,
                                   schedule.room_id,
                                   schedule.activities[CASE cardinality(schedule.activities) WHEN 1 THEN 1 ELSE
                                       array_position(schedule.weekdays, extract(isodow FROM due.day)::int) END]
                            FROM unnest(:ids, :communities, :schedules, :days, :starts, :ends, :opens, :cutOffs)
                                AS due (id, community_id, schedule_id, day, starts_at, ends_at, opens_at, cut_off_at)
                            JOIN schedule ON schedule.community_id = due.community_id AND schedule.id = due.schedule_id
                            ON CONFLICT (community_id, schedule_id, day) DO NOTHING
                            RETURNING *)
                        SELECT made.*, service.station_id FROM made
                        JOIN service ON service.community_id = made.community_id AND service.id = made.service_id
                        """)
                .bind("ids", due.stream().map(slot -> Ids.next()).toArray(UUID[]::new))
                .bind("communities", Ids.array(due, slot -> slot.community().value()))
                .bind("schedules", Ids.array(due, Due::schedule))
                .bind("days", due.stream().map(Due::day).toArray(LocalDate[]::new))
                .bind("starts", at(due, Due::starts))
                .bind("ends", at(due, Due::ends))
                .bind("opens", due.stream().map(Due::opensAt).toArray(Instant[]::new))
                .bind("cutOffs", at(due, Due::cutOff))
                .map(CatalogRows::slotOf)
                .all()
                .collectList();
    }

    private static Instant[] at(List<Due> due, java.util.function.Function<Due, LocalTime> time) {
        List<Instant> moments = new ArrayList<>();
        due.forEach(slot -> moments.add(
                slot.day().atTime(time.apply(slot)).atZone(slot.zone()).toInstant()));
        return moments.toArray(Instant[]::new);
    }

    private Mono<Void> told(List<Slot> made) {
        return made.isEmpty()
                ? Mono.empty()
                : Flux.fromIterable(listeners)
                        .concatMap(listener -> listener.made(made))
                        .then();
    }
}
