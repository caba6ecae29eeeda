package community.doorstep.checkout;

import community.doorstep.shared.Ids;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Rows;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The table of links by which somebody else pays; found by the hash of their token. */
@Component
class LinkRows {

    enum Purpose {
        RELATIVE,
        COUNTER
    }

    record Link(
            List<UUID> references,
            Instant validUntil,
            @Nullable UUID payer) {

        boolean isFor(PersonId caller) {
            return payer == null || payer.equals(caller.value());
        }
    }

    private final DatabaseClient database;

    LinkRows(DatabaseClient database) {
        this.database = database;
    }

    Mono<Void> add(Basket basket, String hash, Purpose purpose, PersonId madeBy, Instant now, Instant validUntil) {
        return database.sql("""
            INSERT INTO payment_link (community_id, id, token_hash, purpose, bill_refs, made_by, made_at,
                                      valid_until)
            VALUES (:community, :id, :hash, :purpose, :references, :madeBy, :now, :until)
            """)
                .bind("community", basket.community().value())
                .bind("id", Ids.next())
                .bind("hash", hash)
                .bind("purpose", purpose.name())
                .bind("references", basket.references())
                .bind("madeBy", madeBy.value())
                .bind("now", now)
                .bind("until", validUntil)
                .then();
    }

    Mono<Link> byHash(String hash) {
        return database.sql("SELECT * FROM payment_link WHERE token_hash = :hash")
                .bind("hash", hash)
                .map(LinkRows::link)
                .one();
    }

    /** Whoever asks first has it from then on; empty when it is over, somebody else's, or none. */
    Mono<Link> take(String hash, PersonId payer, Instant now) {
        return database.sql("""
            UPDATE payment_link SET payer_id = :payer
            WHERE token_hash = :hash AND valid_until > :now AND (payer_id IS NULL OR payer_id = :payer)
            RETURNING *
            """)
                .bind("payer", payer.value())
                .bind("hash", hash)
                .bind("now", now)
                .map(LinkRows::link)
                .one();
    }

    private static Link link(Readable row) {
        return new Link(
                List.of(Rows.get(row, "bill_refs", UUID[].class)),
                Rows.instant(row, "valid_until"),
                row.get("payer_id", UUID.class));
    }
}
