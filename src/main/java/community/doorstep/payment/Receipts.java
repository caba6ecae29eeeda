package community.doorstep.payment;

import community.doorstep.shared.CommunityId;
import community.doorstep.shared.Ids;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Rows;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Reads receipts: one's own and one's family's, or those of communities where one takes money. */
@Component
public class Receipts {

    private static final TypeReference<List<Receipt.Line>> LINES = new TypeReference<>() {};
    private static final TypeReference<List<ReadBack>> BACKS = new TypeReference<>() {};
    private static final String SELECT = """
        SELECT payment.*,
               (SELECT jsonb_agg(jsonb_build_object(
                    'reference', reference, 'words', words, 'amountFen', amount_fen) ORDER BY reference)::text
                FROM payment_share AS share
                WHERE share.community_id = payment.community_id AND share.payment_id = payment.id) AS lines,
               (SELECT coalesce(jsonb_agg(jsonb_build_object(
                    'reference', reference, 'amountFen', amount_fen, 'reason', reason,
                    'askedAt', requested_at, 'doneAt', done_at) ORDER BY id), '[]')::text
                FROM refund
                WHERE refund.community_id = payment.community_id AND refund.payment_id = payment.id) AS backs
        FROM payment
        """;

    private record ReadBack(
            UUID reference,
            long amountFen,
            String reason,
            OffsetDateTime askedAt,
            @Nullable OffsetDateTime doneAt) {

        Receipt.Back back() {
            Instant done = doneAt == null ? null : doneAt.toInstant();
            return new Receipt.Back(reference, amountFen, reason, askedAt.toInstant(), done);
        }
    }

    private final DatabaseClient database;
    private final JsonMapper json;

    Receipts(DatabaseClient database, JsonMapper json) {
        this.database = database;
        this.json = json;
    }

    /** What these people paid, newest first. */
    public Flux<Receipt> of(List<PersonId> payers, UUID before, int most) {
        return database.sql(SELECT + """
            WHERE state = 'PAID' AND payer_id = ANY(:payers) AND id < :before
            ORDER BY id DESC LIMIT :most
            """)
                .bind("payers", Ids.array(payers, PersonId::value))
                .bind("before", before)
                .bind("most", most)
                .map(this::receipt)
                .all();
    }

    /** Empty when it is neither paid by one of these people nor of one of these communities. */
    public Mono<Receipt> one(PaymentId id, List<PersonId> payers, UUID[] communities) {
        return database.sql(SELECT + """
            WHERE state = 'PAID' AND id = :id
              AND (payer_id = ANY(:payers) OR community_id = ANY(:communities))
            """)
                .bind("id", id.value())
                .bind("payers", Ids.array(payers, PersonId::value))
                .bind("communities", communities)
                .map(this::receipt)
                .one();
    }

    private Receipt receipt(Readable row) {
        return new Receipt(
                new PaymentId(Rows.uuid(row, "id")),
                new CommunityId(Rows.uuid(row, "community_id")),
                Rows.text(row, "way"),
                Rows.number(row, "amount_fen"),
                Rows.instant(row, "paid_at"),
                Rows.text(row, "out_trade_no"),
                row.get("transaction_id", String.class),
                json.readValue(Rows.text(row, "lines"), LINES),
                json.readValue(Rows.text(row, "backs"), BACKS).stream()
                        .map(ReadBack::back)
                        .toList());
    }
}
