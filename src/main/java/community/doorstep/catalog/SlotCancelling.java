package community.doorstep.catalog;

import community.doorstep.shared.Ids;
import community.doorstep.shared.Outbox;
import community.doorstep.shared.Rows;
import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Cancels slots in the transaction in hand: nobody books them any more, and an event tells of each. */
@Component
class SlotCancelling {

    /** By hand, for good; or until the holiday or the closure is taken back. */
    enum Cause {
        ADMIN,
        CALENDAR,
        CLOSURE
    }

    private final DatabaseClient database;
    private final SlotNews news;
    private final Outbox outbox;
    private final Clock clock;

    SlotCancelling(DatabaseClient database, SlotNews news, Outbox outbox, Clock clock) {
        this.database = database;
        this.news = news;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** Answers how many were not cancelled before. Whoever calls it nudges the outbox after the commit. */
    Mono<Integer> cancel(Plan plan, Collection<SlotId> slots, Cause cause, String reason) {
        return slots.isEmpty()
                ? Mono.just(0)
                : cancelled(plan, slots, cause, reason)
                        .delayUntil(events -> news.closed(events.stream()
                                .map(event -> new SlotId(event.aggregate()))
                                .toList()))
                        .delayUntil(outbox::addAll)
                        .map(List::size);
    }

    private Mono<List<SlotCancelled>> cancelled(Plan plan, Collection<SlotId> slots, Cause cause, String reason) {
        return database.sql("""
                        UPDATE slot SET cancelled_at = :now, cancelled_for = :cause, cancelled_because = :reason,
                            closed_at = coalesce(closed_at, :now), version = version + 1
                        WHERE community_id = :community AND id = ANY(:slots) AND cancelled_at IS NULL
                        RETURNING id, service_id, version
                        """)
                .bind("now", clock.instant())
                .bind("cause", cause.name())
                .bind("reason", reason)
                .bind("community", plan.community().value())
                .bind("slots", Ids.array(slots, SlotId::value))
                .map(row -> eventOf(row, plan, reason))
                .all()
                .collectList();
    }

    private static SlotCancelled eventOf(Readable row, Plan plan, String reason) {
        return new SlotCancelled(
                plan.community(),
                Rows.uuid(row, "id"),
                Rows.number(row, "version"),
                new ServiceId(Rows.uuid(row, "service_id")),
                reason);
    }
}
