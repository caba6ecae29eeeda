package community.doorstep.payment;

import community.doorstep.shared.CommunityId;
import community.doorstep.shared.Ids;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Rows;
import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The table of refunds; each change of state is one conditional statement. */
@Component
class RefundRows {

    record CashBack(
            CommunityId community,
            UUID refund,
            UUID payment,
            PersonId payer,
            String words,
            long amountFen,
            boolean favour) {}

    /** @param favour by staff, of what was earned */
    record Asked(UUID reference, long amountFen, String reason, boolean favour) {}

    private final DatabaseClient database;
    private final Clock clock;

    RefundRows(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Notes a refund and takes it off what may still be given back; false when there is not so much. */
    Mono<Boolean> request(CommunityId community, PaymentId payment, Asked asked) {
        UUID id = Ids.next();
        return database.sql("""
            WITH asked AS (
                UPDATE payment SET refunded_fen = refunded_fen + :fen, version = version + 1
                WHERE community_id = :community AND id = :payment
                  AND state = 'PAID' AND amount_fen - refunded_fen >= :fen
                RETURNING community_id, id, way
            )
            INSERT INTO refund (community_id, id, payment_id, reference, amount_fen, reason, way,
                                out_refund_no, state, requested_at, look_at, favour)
            SELECT community_id, :id, id, :reference, :fen, :reason, way, :number, 'REQUESTED', :now, :now,
                   :favour
            FROM asked
            """)
                .bind("community", community.value())
                .bind("payment", payment.value())
                .bind("id", id)
                .bind("reference", asked.reference())
                .bind("fen", asked.amountFen())
                .bind("reason", asked.reason())
                .bind("favour", asked.favour())
                .bind("number", Numbers.of(id))
                .bind("now", clock.instant())
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    /** Takes those for WeChat that are due, and keeps them from others for the lease. */
    Mono<List<Refund>> due(int most, Duration lease) {
        return database.sql("""
            UPDATE refund SET look_at = :leased, looks = refund.looks + 1
            FROM payment
            WHERE payment.community_id = refund.community_id AND payment.id = refund.payment_id
              AND (refund.community_id, refund.id) IN (
                SELECT community_id, id FROM refund
                WHERE look_at <= :now AND way = 'WECHAT' AND state IN ('REQUESTED', 'ACCEPTED')
                ORDER BY look_at LIMIT :most FOR UPDATE SKIP LOCKED)
            RETURNING refund.community_id, refund.id, refund.payment_id, refund.reference, refund.out_refund_no,
                      refund.amount_fen, refund.reason, refund.favour, refund.state, refund.looks,
                      (SELECT share.words FROM payment_share AS share
                       WHERE share.community_id = refund.community_id AND share.payment_id = refund.payment_id
                         AND share.reference = refund.reference) AS words,
                      payment.payer_id, payment.out_trade_no, payment.amount_fen AS paid_fen
            """)
                .bind("leased", clock.instant().plus(lease))
                .bind("now", clock.instant())
                .bind("most", most)
                .map(RefundRows::refund)
                .all()
                .collectList();
    }

    /** The refund with our number; empty when it is not ours. */
    Mono<Refund> byNumber(String number) {
        return database.sql("""
              SELECT refund.community_id, refund.id, refund.payment_id, refund.reference, refund.out_refund_no,
                     refund.amount_fen, refund.reason, refund.favour, refund.state, refund.looks,
                     (SELECT share.words FROM payment_share AS share
             WHERE share.community_id = refund.community_id AND share.payment_id = refund.payment_id
               AND share.reference = refund.reference) AS words,
            payment.payer_id, payment.out_trade_no, payment.amount_fen AS paid_fen
              FROM refund JOIN payment
                  ON payment.community_id = refund.community_id AND payment.id = refund.payment_id
              WHERE refund.out_refund_no = :number
            """).bind("number", number).map(RefundRows::refund).one();
    }

    Mono<Boolean> accepted(Refund refund, String wechatId, Instant lookAt) {
        return changed(keyed("""
            UPDATE refund SET state = 'ACCEPTED', refund_id = :wechatId, look_at = :lookAt
            WHERE community_id = :community AND id = :id AND state IN ('REQUESTED', 'ACCEPTED')
            """, refund).bind("wechatId", wechatId).bind("lookAt", lookAt));
    }

    /** Also of one that failed: at WeChat a person can still send it on its way. */
    Mono<Boolean> done(Refund refund, String wechatId) {
        return changed(keyed("""
            UPDATE refund SET state = 'DONE', refund_id = :wechatId, done_at = :now
            WHERE community_id = :community AND id = :id AND state IN ('REQUESTED', 'ACCEPTED', 'FAILED')
            """, refund).bind("wechatId", wechatId).bind("now", clock.instant()));
    }

    Mono<Boolean> failed(Refund refund) {
        return changed(keyed("""
            UPDATE refund SET state = 'FAILED'
            WHERE community_id = :community AND id = :id AND state IN ('REQUESTED', 'ACCEPTED')
            """, refund));
    }

    Mono<Boolean> lookAgain(Refund refund, Instant at) {
        return changed(keyed("UPDATE refund SET look_at = :at WHERE community_id = :community AND id = :id", refund)
                .bind("at", at));
    }

    /** Whoever handed the reference's cash refunds over now; those that were done before are not among them. */
    Flux<CashBack> cashReturned(UUID[] communities, UUID reference, PersonId returnedBy) {
        return database.sql("""
            UPDATE refund SET state = 'DONE', done_at = :now, returned_by = :returnedBy
            FROM payment
            WHERE payment.community_id = refund.community_id AND payment.id = refund.payment_id
              AND refund.community_id = ANY(:communities) AND refund.reference = :reference
              AND refund.way = 'CASH' AND refund.state = 'REQUESTED'
            RETURNING refund.community_id, refund.id, refund.payment_id, payment.payer_id, refund.amount_fen,
                      refund.favour,
                      (SELECT share.words FROM payment_share AS share
                       WHERE share.community_id = refund.community_id AND share.payment_id = refund.payment_id
                         AND share.reference = refund.reference) AS words
            """)
                .bind("now", clock.instant())
                .bind("returnedBy", returnedBy.value())
                .bind("communities", communities)
                .bind("reference", reference)
                .map(row -> new CashBack(
                        new CommunityId(Rows.uuid(row, "community_id")),
                        Rows.uuid(row, "id"),
                        Rows.uuid(row, "payment_id"),
                        new PersonId(Rows.uuid(row, "payer_id")),
                        Rows.text(row, "words"),
                        Rows.number(row, "amount_fen"),
                        Rows.get(row, "favour", Boolean.class)))
                .all();
    }

    /** Cash that these communities have to give back, oldest first. */
    Flux<CashRefund> cashToReturn(UUID[] communities) {
        return database.sql("""
            SELECT refund.community_id, refund.reference, refund.amount_fen, refund.requested_at, share.words
            FROM refund JOIN payment_share AS share
                ON share.community_id = refund.community_id AND share.payment_id = refund.payment_id
               AND share.reference = refund.reference
            WHERE refund.community_id = ANY(:communities) AND refund.way = 'CASH'
              AND refund.state = 'REQUESTED'
            ORDER BY refund.id LIMIT 200
            """)
                .bind("communities", communities)
                .map(row -> new CashRefund(
                        new CommunityId(Rows.uuid(row, "community_id")),
                        Rows.uuid(row, "reference"),
                        Rows.number(row, "amount_fen"),
                        Rows.text(row, "words"),
                        Rows.instant(row, "requested_at")))
                .all();
    }

    private DatabaseClient.GenericExecuteSpec keyed(String sql, Refund refund) {
        return database.sql(sql).bind("community", refund.community().value()).bind("id", refund.id());
    }

    private static Mono<Boolean> changed(DatabaseClient.GenericExecuteSpec statement) {
        return statement.fetch().rowsUpdated().map(rows -> rows > 0);
    }

    private static Refund refund(Readable row) {
        return new Refund(
                new CommunityId(Rows.uuid(row, "community_id")),
                Rows.uuid(row, "id"),
                Rows.uuid(row, "payment_id"),
                Rows.uuid(row, "reference"),
                new PersonId(Rows.uuid(row, "payer_id")),
                Rows.text(row, "words"),
                Rows.text(row, "out_refund_no"),
                Rows.text(row, "out_trade_no"),
                Rows.number(row, "amount_fen"),
                Rows.number(row, "paid_fen"),
                Rows.text(row, "reason"),
                Rows.get(row, "favour", Boolean.class),
                RefundState.valueOf(Rows.text(row, "state")),
                Rows.get(row, "looks", Integer.class));
    }
}
