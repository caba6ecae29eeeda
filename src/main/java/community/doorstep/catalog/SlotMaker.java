package community.doorstep.catalog;

import community.doorstep.shared.CommunityId;
import community.doorstep.shared.Detached;
import community.doorstep.shared.Ids;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Makes the slots of the coming days from the schedules; what is there already stays as it is. */
@Component
class SlotMaker {

    private static final Logger log = LoggerFactory.getLogger(SlotMaker.class);

    private final DatabaseClient database;
    private final DueSlots due;
    private final Planning planning;
    private final SlotNews news;
    private final TransactionalOperator transaction;
    private final Detached detached;
    private final Counter leftOut;

    SlotMaker(
            DatabaseClient database,
            DueSlots due,
            Planning planning,
            SlotNews news,
            TransactionalOperator transaction,
            Detached detached,
            MeterRegistry meters) {
        this.database = database;
        this.due = due;
        this.planning = planning;
        this.news = news;
        this.transaction = transaction;
        this.detached = detached;
        this.leftOut = meters.counter("doorstep.catalog.slots.left-out");
    }

    /** Makes what is missing, community by community, so that one does not hold up the others. */
    Mono<Void> makeAhead() {
        return due.communities()
                .collectList()
                .flatMapIterable(communities -> communities)
                .concatMap(community ->
                        ahead(community.id(), community.zone()).onErrorResume(error -> failed(community.id(), error)))
                .then();
    }

    private static Mono<Void> failed(CommunityId community, Throwable error) {
        log.warn("The slots of community {} could not be made and are tried again", community, error);
        return Mono.empty();
    }

    private Mono<Void> ahead(CommunityId community, ZoneId zone) {
        Mono<SlotsMade> work = planning.in(community).flatMap(this::make);
        return due.of(community, zone)
                .filter(missing -> !missing.isEmpty())
                .flatMap(missing -> detached.run(work.as(transaction::transactional)))
                .then();
    }

    /** Makes what is missing of all its schedules; what collides is left out. */
    Mono<SlotsMade> make(Plan plan) {
        return due.of(plan.community(), plan.zone()).flatMap(missing -> make(plan, missing));
    }

    /** Makes these but for what collides, and tells the listeners. */
    Mono<SlotsMade> make(Plan plan, List<DueSlot> missing) {
        return missing.isEmpty()
                ? Mono.just(new SlotsMade(List.of(), 0))
                : inserted(plan, missing)
                        .delayUntil(news::made)
                        .map(made -> new SlotsMade(made, missing.size() - made.size()))
                        .doOnNext(made -> count(plan, made));
    }

    private void count(Plan plan, SlotsMade made) {
        if (made.leftOut() > 0) {
            leftOut.increment(made.leftOut());
            log.warn("{} slots of community {} left out: room or teacher taken", made.leftOut(), plan.community());
        }
    }

    private Mono<List<Slot>> inserted(Plan plan, List<DueSlot> missing) {
        return database.sql("""
                        WITH made AS (
                            INSERT INTO slot (community_id, id, service_id, schedule_id, day, scheduled_day, starts_at,
                                              ends_at, opens_at, cut_off_at, capacity, room_id, teacher_id, activity)
                            SELECT schedule.community_id, due.id, schedule.service_id, schedule.id, due.day, due.day,
                                   due.starts_at, due.ends_at, due.opens_at, due.cut_off_at, schedule.capacity,
                                   schedule.room_id, schedule.teacher_id,
                                   schedule.activities[CASE cardinality(schedule.activities) WHEN 1 THEN 1 ELSE
                                       array_position(schedule.weekdays, due.weekday) END]
                            FROM unnest(:ids, :schedules, :days, :weekdays, :starts, :ends, :opens, :cutOffs)
                                AS due (id, schedule_id, day, weekday, starts_at, ends_at, opens_at, cut_off_at)
                            JOIN schedule ON schedule.community_id = :community AND schedule.id = due.schedule_id
                            ORDER BY due.id
                            ON CONFLICT DO NOTHING
                            RETURNING *)
                        SELECT made.*, service.station_id FROM made
                        JOIN service ON service.community_id = made.community_id AND service.id = made.service_id
                        """)
                .bind("community", plan.community().value())
                .bind("ids", missing.stream().map(slot -> Ids.next()).toArray(UUID[]::new))
                .bind("schedules", Ids.array(missing, DueSlot::schedule))
                .bind("days", missing.stream().map(DueSlot::day).toArray(LocalDate[]::new))
                .bind("weekdays", missing.stream().map(DueSlot::weekday).toArray(Integer[]::new))
                .bind("starts", missing.stream().map(DueSlot::startsAt).toArray(Instant[]::new))
                .bind("ends", missing.stream().map(DueSlot::endsAt).toArray(Instant[]::new))
                .bind("opens", missing.stream().map(DueSlot::opensAt).toArray(Instant[]::new))
                .bind("cutOffs", missing.stream().map(DueSlot::cutOffAt).toArray(Instant[]::new))
                .map(CatalogRows::slotOf)
                .all()
                .collectList();
    }
}
