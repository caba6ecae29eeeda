package community.doorstep.payment;

import community.doorstep.shared.CommunityId;
import community.doorstep.shared.Rows;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Which references are paid, and how much of each may still be given back. */
@Component
class PaidRows {

    private final DatabaseClient database;

    PaidRows(DatabaseClient database) {
        this.database = database;
    }

    /** The shares that this payment settles; the others had been paid already. Waits for one that is being settled. */
    Mono<List<Share>> settle(Payment payment, Instant at) {
        return database.sql("""
            WITH settled AS (
                INSERT INTO paid_reference (community_id, reference, payment_id, amount_fen, paid_at)
                SELECT community_id, reference, payment_id, amount_fen, :at FROM payment_share
                WHERE community_id = :community AND payment_id = :payment
                ORDER BY reference
                ON CONFLICT DO NOTHING
                RETURNING community_id, payment_id, reference
            )
            SELECT reference, amount_fen, words FROM payment_share
            JOIN settled USING (community_id, payment_id, reference)
            """)
                .bind("at", at)
                .bind("community", payment.community().value())
                .bind("payment", payment.id().value())
                .map(row ->
                        new Share(Rows.uuid(row, "reference"), Rows.number(row, "amount_fen"), Rows.text(row, "words")))
                .all()
                .collectList();
    }

    /** Takes it off what may still be given back for the reference; answers its payment, empty when that is less. */
    Mono<PaymentId> takeBack(CommunityId community, UUID reference, long fen) {
        return database.sql("""
            UPDATE paid_reference SET refunded_fen = refunded_fen + :fen
            WHERE community_id = :community AND reference = :reference
              AND amount_fen - refunded_fen >= :fen
            RETURNING payment_id
            """)
                .bind("fen", fen)
                .bind("community", community.value())
                .bind("reference", reference)
                .map(row -> new PaymentId(Rows.uuid(row, "payment_id")))
                .one();
    }

    Flux<Paid> of(CommunityId community, Collection<UUID> references) {
        return database.sql("""
            SELECT * FROM paid_reference
            WHERE community_id = :community AND reference = ANY(:references)
            """)
                .bind("community", community.value())
                .bind("references", references.toArray(UUID[]::new))
                .map(row -> new Paid(
                        Rows.uuid(row, "reference"),
                        Rows.uuid(row, "payment_id"),
                        Rows.number(row, "amount_fen"),
                        Rows.number(row, "refunded_fen"),
                        Rows.instant(row, "paid_at")))
                .all();
    }
}
