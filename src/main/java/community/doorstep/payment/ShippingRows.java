package community.doorstep.payment;

import community.doorstep.shared.CommunityId;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Rows;
import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The table of shipping records. */
@Component
class ShippingRows {

    private final DatabaseClient database;
    private final Clock clock;

    ShippingRows(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** In the transaction that books the payment. */
    Mono<Void> add(Payment payment) {
        return database.sql("""
            INSERT INTO shipping (community_id, payment_id, state, look_at)
            VALUES (:community, :payment, 'DUE', :now)
            ON CONFLICT DO NOTHING
            """)
                .bind("community", payment.community().value())
                .bind("payment", payment.id().value())
                .bind("now", clock.instant())
                .then();
    }

    /** Takes those that are due, and keeps them from others for the lease. */
    Mono<List<Shipping>> due(int most, Duration lease) {
        return database.sql("""
            UPDATE shipping SET look_at = :leased, looks = shipping.looks + 1
            FROM payment
            WHERE payment.community_id = shipping.community_id AND payment.id = shipping.payment_id
              AND (shipping.community_id, shipping.payment_id) IN (
                SELECT community_id, payment_id FROM shipping
                WHERE look_at <= :now AND state = 'DUE'
                ORDER BY look_at LIMIT :most FOR UPDATE SKIP LOCKED)
            RETURNING shipping.community_id, shipping.payment_id, shipping.looks, payment.payer_id,
                      payment.transaction_id, payment.description, payment.at_door,
                      payment.refunded_fen = payment.amount_fen AS given_back
            """)
                .bind("leased", clock.instant().plus(lease))
                .bind("now", clock.instant())
                .bind("most", most)
                .map(ShippingRows::shipping)
                .all()
                .collectList();
    }

    Mono<Void> ended(Shipping shipping, String state) {
        return keyed("""
            UPDATE shipping SET state = :state, ended_at = :now
            WHERE community_id = :community AND payment_id = :payment AND state = 'DUE'
            """, shipping)
                .bind("state", state)
                .bind("now", clock.instant())
                .then();
    }

    Mono<Void> lookAgain(Shipping shipping, Instant at) {
        return keyed("""
            UPDATE shipping SET look_at = :at
            WHERE community_id = :community AND payment_id = :payment AND state = 'DUE'
            """, shipping).bind("at", at).then();
    }

    private DatabaseClient.GenericExecuteSpec keyed(String sql, Shipping shipping) {
        return database.sql(sql)
                .bind("community", shipping.community().value())
                .bind("payment", shipping.payment().value());
    }

    private static Shipping shipping(Readable row) {
        return new Shipping(
                new CommunityId(Rows.uuid(row, "community_id")),
                new PaymentId(Rows.uuid(row, "payment_id")),
                new PersonId(Rows.uuid(row, "payer_id")),
                Rows.text(row, "transaction_id"),
                Rows.text(row, "description"),
                Rows.get(row, "at_door", Boolean.class),
                Rows.get(row, "looks", Integer.class),
                Rows.get(row, "given_back", Boolean.class));
    }
}
