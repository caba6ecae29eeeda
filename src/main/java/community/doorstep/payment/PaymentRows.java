package community.doorstep.payment;

import community.doorstep.shared.CommunityId;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Rows;
import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The table of payments; each change of state is one conditional statement. */
@Component
class PaymentRows {

    private final DatabaseClient database;
    private final Clock clock;

    PaymentRows(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** False when the reference has an open payment; waits for one that is being added. */
    Mono<Boolean> add(Payment payment, Bill bill, @Nullable PersonId receivedBy, Duration firstLook) {
        boolean paid = payment.state() == PaymentState.PAID;
        DatabaseClient.GenericExecuteSpec statement = database.sql("""
            WITH added AS (
                INSERT INTO payment (community_id, id, reference, payer_id, amount_fen, description, way,
                                     out_trade_no, state, pay_before, paid_at, received_by, created_at,
                                     look_at, at_door)
                VALUES (:community, :id, :reference, :payer, :fen, :description, :way,
                        :number, :state, :payBefore, :paidAt, :receivedBy, :now, :lookAt, :atDoor)
                ON CONFLICT DO NOTHING
                RETURNING community_id, id
            )
            INSERT INTO payment_share (community_id, payment_id, reference, amount_fen, words)
            SELECT added.community_id, added.id, share.reference, share.fen, share.words
            FROM added, unnest(:references, :fens, :words) AS share (reference, fen, words)
            """)
                .bind("community", payment.community().value())
                .bind("id", payment.id().value())
                .bind("reference", payment.reference())
                .bind("payer", payment.payer().value())
                .bind("fen", payment.amountFen())
                .bind("description", payment.description())
                .bind("way", payment.way().name())
                .bind("number", payment.number())
                .bind("state", payment.state().name())
                .bind("payBefore", payment.payBefore())
                .bind("now", payment.createdAt())
                .bind("lookAt", payment.createdAt().plus(firstLook))
                .bind("atDoor", bill.atDoor())
                .bind("references", bill.references())
                .bind("fens", bill.shares().stream().map(Share::amountFen).toArray(Long[]::new))
                .bind("words", bill.shares().stream().map(Share::words).toArray(String[]::new));
        statement = paid ? statement.bind("paidAt", payment.createdAt()) : statement.bindNull("paidAt", Instant.class);
        statement = receivedBy == null
                ? statement.bindNull("receivedBy", UUID.class)
                : statement.bind("receivedBy", receivedBy.value());
        return changed(statement);
    }

    /** All payments that take for one of the references, locked, in the order of their ids. */
    Mono<List<Payment>> locked(CommunityId community, UUID... references) {
        return database.sql("""
            SELECT * FROM payment
            WHERE community_id = :community AND id IN (
                SELECT payment_id FROM payment_share
                WHERE community_id = :community AND reference = ANY(:references))
            ORDER BY id FOR UPDATE
            """)
                .bind("community", community.value())
                .bind("references", references)
                .map(PaymentRows::payment)
                .all()
                .collectList();
    }

    /** The payment with our number, locked; empty when the number is not ours. */
    Mono<Payment> locked(String number) {
        return database.sql("SELECT * FROM payment WHERE out_trade_no = :number FOR UPDATE")
                .bind("number", number)
                .map(PaymentRows::payment)
                .one();
    }

    Flux<Share> shares(Payment payment) {
        return database.sql("""
            SELECT reference, amount_fen, words FROM payment_share
            WHERE community_id = :community AND payment_id = :id ORDER BY reference
            """)
                .bind("community", payment.community().value())
                .bind("id", payment.id().value())
                .map(row ->
                        new Share(Rows.uuid(row, "reference"), Rows.number(row, "amount_fen"), Rows.text(row, "words")))
                .all();
    }

    Mono<Payment> get(Payment payment) {
        return keyed("SELECT * FROM payment WHERE community_id = :community AND id = :id", payment)
                .map(PaymentRows::payment)
                .one();
    }

    /** False when it is no longer open. */
    Mono<Boolean> prepaid(Payment payment, String prepayId) {
        return changed(keyed("""
            UPDATE payment SET state = 'PREPAID', prepay_id = :prepayId, prepaid_at = :now,
                   version = version + 1
            WHERE community_id = :community AND id = :id AND state = ANY(:from)
            """, payment)
                .bind("prepayId", prepayId)
                .bind("now", clock.instant())
                .bind("from", PaymentState.PREPAID.reachedFrom()));
    }

    /** False when it was paid already. */
    Mono<Boolean> paid(Payment payment, String transactionId, Instant at, boolean surplus) {
        return changed(keyed("""
            UPDATE payment SET state = 'PAID', transaction_id = :transaction, paid_at = :at,
                   surplus = :surplus, version = version + 1
            WHERE community_id = :community AND id = :id AND state = ANY(:from)
            """, payment)
                .bind("transaction", transactionId)
                .bind("at", at)
                .bind("surplus", surplus)
                .bind("from", PaymentState.PAID.reachedFrom()));
    }

    /** Whatever is open for one of the references shall not be paid any more; the sweeper tells WeChat. */
    Mono<Boolean> withdraw(CommunityId community, UUID... references) {
        return changed(database.sql("""
            WITH open AS (
                SELECT community_id, id FROM payment
                WHERE community_id = :community AND state IN ('CREATED', 'PREPAID') AND id IN (
                    SELECT payment_id FROM payment_share
                    WHERE community_id = :community AND reference = ANY(:references))
                ORDER BY id FOR UPDATE
            )
            UPDATE payment SET state = 'CLOSING', look_at = :now, looks = 0, version = version + 1
            FROM open WHERE payment.community_id = open.community_id AND payment.id = open.id
            """)
                .bind("community", community.value())
                .bind("references", references)
                .bind("now", clock.instant()));
    }

    /** Refused for good: another number takes its place. */
    Mono<Boolean> withdraw(Payment payment) {
        return changed(keyed("""
            UPDATE payment SET state = 'CLOSING', look_at = :now, looks = 0, version = version + 1
            WHERE community_id = :community AND id = :id AND state IN ('CREATED', 'PREPAID')
            """, payment).bind("now", clock.instant()));
    }

    Mono<Boolean> closed(Payment payment) {
        return changed(keyed("""
            UPDATE payment SET state = 'CLOSED', version = version + 1
            WHERE community_id = :community AND id = :id AND state = ANY(:from)
            """, payment).bind("from", PaymentState.CLOSED.reachedFrom()));
    }

    /** Takes those that are due, and keeps them from others for the lease. */
    Mono<List<Payment>> due(int most, Duration lease) {
        return database.sql("""
            UPDATE payment SET look_at = :leased, looks = looks + 1
            WHERE (community_id, id) IN (
                SELECT community_id, id FROM payment
                WHERE look_at <= :now AND state IN ('CREATED', 'PREPAID', 'CLOSING')
                ORDER BY look_at LIMIT :most FOR UPDATE SKIP LOCKED)
            RETURNING *
            """)
                .bind("leased", clock.instant().plus(lease))
                .bind("now", clock.instant())
                .bind("most", most)
                .map(PaymentRows::payment)
                .all()
                .collectList();
    }

    Mono<Boolean> lookAgain(Payment payment, Instant at) {
        return changed(keyed("UPDATE payment SET look_at = :at WHERE community_id = :community AND id = :id", payment)
                .bind("at", at));
    }

    private DatabaseClient.GenericExecuteSpec keyed(String sql, Payment payment) {
        return database.sql(sql)
                .bind("community", payment.community().value())
                .bind("id", payment.id().value());
    }

    private static Mono<Boolean> changed(DatabaseClient.GenericExecuteSpec statement) {
        return statement.fetch().rowsUpdated().map(rows -> rows > 0);
    }

    private static Payment payment(Readable row) {
        return new Payment(
                new CommunityId(Rows.uuid(row, "community_id")),
                new PaymentId(Rows.uuid(row, "id")),
                Rows.uuid(row, "reference"),
                new PersonId(Rows.uuid(row, "payer_id")),
                Rows.number(row, "amount_fen"),
                Rows.text(row, "description"),
                Way.valueOf(Rows.text(row, "way")),
                Rows.text(row, "out_trade_no"),
                PaymentState.valueOf(Rows.text(row, "state")),
                row.get("prepay_id", String.class),
                Rows.instantOrNull(row, "prepaid_at"),
                Rows.instant(row, "pay_before"),
                row.get("transaction_id", String.class),
                Rows.get(row, "surplus", Boolean.class),
                Rows.instant(row, "created_at"),
                Rows.get(row, "looks", Integer.class),
                Rows.number(row, "version"));
    }
}
