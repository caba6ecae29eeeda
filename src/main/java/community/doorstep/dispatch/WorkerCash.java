package community.doorstep.dispatch;

import community.doorstep.shared.CommunityId;
import community.doorstep.shared.Ids;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Refusal;
import community.doorstep.shared.Rows;
import java.time.Clock;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The cash that workers carry until they hand it in at their station. Each in the caller's transaction. */
@Component
public class WorkerCash {

    private final DatabaseClient database;
    private final Clock clock;

    WorkerCash(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** The worker took so much for the reference (a job or booking); told twice, it counts once. */
    public Mono<Void> taken(CommunityId community, PersonId worker, UUID reference, long amountFen) {
        return database.sql("""
            INSERT INTO worker_cash (community_id, id, worker_id, kind, amount_fen, reference, at)
            VALUES (:community, :id, :worker, 'TAKEN', :amount, :reference, :now)
            ON CONFLICT DO NOTHING
            """)
                .bind("community", community.value())
                .bind("id", Ids.next())
                .bind("worker", worker.value())
                .bind("amount", amountFen)
                .bind("reference", reference)
                .bind("now", clock.instant())
                .then();
    }

    /** The same, of whoever of the staff took it; only workers' cash is counted here. */
    public Mono<Void> takenByStaff(CommunityId community, PersonId person, UUID reference, long amountFen) {
        return database.sql("SELECT 1 FROM worker_shift WHERE community_id = :community AND worker_id = :person")
                .bind("community", community.value())
                .bind("person", person.value())
                .fetch()
                .first()
                .flatMap(worker -> taken(community, person, reference, amountFen));
    }

    /** What the worker has of that community, in fen. */
    Mono<Long> carried(UUID[] communities, PersonId worker) {
        return database.sql("""
            SELECT coalesce(sum(CASE kind WHEN 'TAKEN' THEN amount_fen ELSE -amount_fen END), 0)::bigint
                AS fen
            FROM worker_cash WHERE worker_id = :worker AND community_id = ANY(:communities)
            """)
                .bind("worker", worker.value())
                .bind("communities", communities)
                .map(row -> Rows.number(row, "fen"))
                .one();
    }

    /** Handed in to a lead; answers what is left. Refuses {@code cash-above-carried} (409). */
    Mono<Long> handedIn(CommunityId community, PersonId worker, long amountFen, PersonId receivedBy) {
        UUID[] there = {community.value()};
        return alone(worker)
                .then(Mono.defer(() -> carried(there, worker)))
                .filter(carried -> carried >= amountFen)
                .switchIfEmpty(Mono.error(() -> Refusal.conflict("cash-above-carried")))
                .delayUntil(carried -> insert(community, worker, amountFen, receivedBy))
                .map(carried -> carried - amountFen);
    }

    /** One handing-in of a worker at a time. */
    private Mono<Void> alone(PersonId worker) {
        return database.sql("SELECT pg_advisory_xact_lock(hashtextextended('worker-cash/' || :worker, 0))")
                .bind("worker", worker.toString())
                .then();
    }

    private Mono<Void> insert(CommunityId community, PersonId worker, long amountFen, PersonId receivedBy) {
        return database.sql("""
            INSERT INTO worker_cash (community_id, id, worker_id, kind, amount_fen, reference, at)
            VALUES (:community, :id, :worker, 'HANDED_IN', :amount, :receivedBy, :now)
            """)
                .bind("community", community.value())
                .bind("id", Ids.next())
                .bind("worker", worker.value())
                .bind("amount", amountFen)
                .bind("receivedBy", receivedBy.value())
                .bind("now", clock.instant())
                .then();
    }
}
