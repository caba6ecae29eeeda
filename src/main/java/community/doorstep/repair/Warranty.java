package community.doorstep.repair;

import community.doorstep.dispatch.JobId;
import community.doorstep.dispatch.Jobs;
import community.doorstep.shared.Caller;
import community.doorstep.shared.Ids;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Refusal;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** 保修: the same fault within thirty days comes back for nothing, to the same worker when on duty and free. */
@Component
class Warranty {

    private final DatabaseClient database;
    private final RepairRows rows;
    private final CallPosting posting;
    private final Jobs jobs;
    private final Clock clock;

    Warranty(DatabaseClient database, RepairRows rows, CallPosting posting, Jobs jobs, Clock clock) {
        this.database = database;
        this.rows = rows;
        this.posting = posting;
        this.jobs = jobs;
        this.clock = clock;
    }

    /**
     * Sends somebody again, in the caller's transaction. Refuses {@code repair-not-done}, {@code warranty-over}, {@code
     * visit-under-way} (409).
     */
    Mono<RepairCall> visit(RepairCall old, PersonId askedBy) {
        Instant now = clock.instant();
        if (old.doneAt() == null) {
            return Mono.error(() -> Refusal.conflict("repair-not-done"));
        }
        if (!old.underWarranty(now)) {
            return Mono.error(() -> Refusal.conflict("warranty-over"));
        }
        RepairCall visit = again(old, askedBy, now);
        return rows.add(visit, old.worker())
                .filter(added -> added)
                .switchIfEmpty(Mono.error(() -> Refusal.conflict("visit-under-way")))
                .flatMap(added -> posting.post(visit, visit.startsAt()).thenReturn(visit));
    }

    private static RepairCall again(RepairCall old, PersonId askedBy, Instant now) {
        return new RepairCall(
                Ids.next(),
                old.community(),
                old.station(),
                old.service(),
                old.beneficiary(),
                askedBy,
                old.root() == null ? old.id() : old.root(),
                CallState.POSTED,
                old.details(),
                now,
                now,
                null,
                null);
    }

    /**
     * In the caller's transaction. A booking is cancelled as a booking. Refuses {@code repair-over}, {@code
     * not-a-warranty-visit} (409).
     */
    Mono<Void> cancel(RepairCall visit, Caller caller) {
        if (visit.root() == null) {
            return Mono.error(() -> Refusal.conflict("not-a-warranty-visit"));
        }
        return cancelled(visit.id())
                .filter(cancelled -> cancelled || visit.state() == CallState.CANCELLED)
                .switchIfEmpty(Mono.error(() -> Refusal.conflict("repair-over")))
                .flatMap(cancelled ->
                        jobs.cancel(visit.community(), new JobId(visit.id()), caller.person(), "visit-cancelled"));
    }

    private Mono<Boolean> cancelled(UUID visit) {
        return database.sql("""
            UPDATE repair_call SET state = 'CANCELLED'
            WHERE booking_id = :id AND state = 'POSTED' AND root_id IS NOT NULL
            """).bind("id", visit).fetch().rowsUpdated().map(rows -> rows == 1);
    }
}
