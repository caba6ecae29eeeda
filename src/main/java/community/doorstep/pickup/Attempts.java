package community.doorstep.pickup;

import community.doorstep.care.Attendance;
import community.doorstep.children.Guardians;
import community.doorstep.shared.Audit;
import community.doorstep.shared.Binding;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.Outbox;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Rows;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Writes down everybody at the door, and alarms the guardians about who was not let, or should not have been. */
@Component
class Attempts {

    private final DatabaseClient database;
    private final Guardians guardians;
    private final Audit audit;
    private final Outbox outbox;
    private final Clock clock;

    Attempts(DatabaseClient database, Guardians guardians, Audit audit, Outbox outbox, Clock clock) {
        this.database = database;
        this.guardians = guardians;
        this.audit = audit;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** Once: a repeat with the same id writes and tells nothing. */
    Mono<Void> note(Attempt.Outcome outcome) {
        return insert(outcome)
                .filter(isNew -> isNew)
                .delayUntil(isNew -> audited(outcome))
                .filter(isNew -> !outcome.accepted())
                .flatMap(isNew -> alarm(outcome));
    }

    private Mono<Void> audited(Attempt.Outcome outcome) {
        Attempt attempt = outcome.attempt();
        PersonId child = attempt.child();
        return audit.note(
                attempt.by(),
                attempt.community(),
                outcome.accepted() ? "child-fetched" : "pick-up-refused",
                child == null ? attempt.id() : child.value(),
                outcome.code());
    }

    private Mono<Boolean> insert(Attempt.Outcome outcome) {
        Attempt attempt = outcome.attempt();
        Attendance stay = outcome.stay();
        DatabaseClient.GenericExecuteSpec insert = database.sql("""
            INSERT INTO pick_up_attempt (community_id, id, station_id, child_id, booking_id, way, who, code,
                                         offline, at, tablet_at, by_id, noted_at)
            VALUES (:community, :id, :station, :child, :booking, :way, :who, :code, :offline, :at, :tabletAt,
                    :by, :now)
            ON CONFLICT DO NOTHING
            """)
                .bind("community", attempt.community().value())
                .bind("id", attempt.id())
                .bind("station", attempt.station().value())
                .bind("way", attempt.way().name())
                .bind("code", outcome.code())
                .bind("offline", attempt.tabletAt() != null)
                .bind("at", attempt.at())
                .bind("by", attempt.by().value())
                .bind("now", clock.instant());
        insert = Binding.orNull(insert, "child", idOf(attempt.child()), UUID.class);
        insert = Binding.orNull(
                insert, "booking", stay == null ? null : stay.booking().value(), UUID.class);
        insert = Binding.orNull(insert, "who", attempt.who(), UUID.class);
        return Binding.orNull(insert, "tabletAt", attempt.tabletAt(), Instant.class)
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    private static @Nullable UUID idOf(@Nullable PersonId child) {
        return child == null ? null : child.value();
    }

    private Mono<Void> alarm(Attempt.Outcome outcome) {
        Attempt attempt = outcome.attempt();
        PersonId child = attempt.child();
        if (child == null) {
            return Mono.empty();
        }
        return guardians
                .informed(child)
                .flatMap(readers -> outbox.add(
                        attempt.tabletAt() == null
                                ? new PickupRefused(
                                        attempt.community(),
                                        attempt.id(),
                                        1,
                                        child,
                                        attempt.station(),
                                        outcome.code(),
                                        attempt.at(),
                                        readers)
                                : new PickupDoubtful(
                                        attempt.community(),
                                        attempt.id(),
                                        1,
                                        child,
                                        attempt.station(),
                                        outcome.code(),
                                        attempt.at(),
                                        readers)));
    }

    /** The code of an attempt that is known; empty when it is not. */
    Mono<String> code(CommunityId community, UUID id) {
        return database.sql("SELECT code FROM pick_up_attempt WHERE community_id = :community AND id = :id")
                .bind("community", community.value())
                .bind("id", id)
                .map(row -> Rows.text(row, "code"))
                .one();
    }
}
