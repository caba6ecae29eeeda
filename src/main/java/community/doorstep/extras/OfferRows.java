package community.doorstep.extras;

import community.doorstep.shared.CommunityId;
import community.doorstep.shared.Ids;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Refusal;
import community.doorstep.shared.Rows;
import community.doorstep.shared.StationId;
import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Offers and their lines; each change of state is one conditional statement. */
@Component
class OfferRows {

    static final int MOST_TRIES = 5;

    private final DatabaseClient database;
    private final Clock clock;

    OfferRows(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Refuses {@code offer-open} (409) when the call has an offer that nobody has decided. */
    Mono<Void> add(Offer offer, List<Offer.Line> lines) {
        var insert = database.sql("""
            INSERT INTO extra_offer (community_id, id, call_id, station_id, beneficiary_id, worker_id, state,
                total_fen, offered_at, decided_at, decided_how)
            VALUES (:community, :id, :call, :station, :beneficiary, :worker, :state,
                :fen, :now, CASE :state WHEN 'OFFERED' THEN NULL ELSE :now END, :how)
            """)
                .bind("community", offer.community().value())
                .bind("id", offer.id())
                .bind("call", offer.call())
                .bind("station", offer.station().value())
                .bind("beneficiary", offer.beneficiary().value())
                .bind("worker", offer.worker().value())
                .bind("state", offer.state().name())
                .bind("fen", offer.totalFen())
                .bind("now", offer.offeredAt());
        String how = offer.how();
        return (how == null ? insert.bindNull("how", String.class) : insert.bind("how", how))
                .then()
                .onErrorMap(DuplicateKeyException.class, open -> Refusal.conflict("offer-open"))
                .then(Mono.defer(() -> addLines(offer.id(), lines)));
    }

    private Mono<Void> addLines(UUID offer, List<Offer.Line> lines) {
        return database.sql("""
            INSERT INTO extra_line (offer_id, item_id, kind, name, unit, quantity, price_fen)
            SELECT :offer, * FROM unnest(:items, :kinds, :names, :units, :quantities, :prices)
            """)
                .bind("offer", offer)
                .bind("items", Ids.array(lines, Offer.Line::itemId))
                .bind("kinds", lines.stream().map(line -> line.kind().name()).toArray(String[]::new))
                .bind("names", lines.stream().map(Offer.Line::name).toArray(String[]::new))
                .bind("units", lines.stream().map(Offer.Line::unit).toArray(String[]::new))
                .bind("quantities", lines.stream().map(Offer.Line::quantity).toArray(Integer[]::new))
                .bind("prices", lines.stream().map(Offer.Line::priceFen).toArray(Long[]::new))
                .then();
    }

    /** Decides an open offer, once; empty when it is decided. */
    Mono<Offer> decide(UUID id, OfferState state, @Nullable PersonId by, @Nullable String how) {
        var update = database.sql("""
            UPDATE extra_offer SET state = :state, decided_at = :now, decided_by = :by, decided_how = :how,
                   version = version + 1
            WHERE id = :id AND state = 'OFFERED'
            RETURNING *
            """)
                .bind("state", state.name())
                .bind("now", clock.instant())
                .bind("id", id);
        update = by == null ? update.bindNull("by", UUID.class) : update.bind("by", by.value());
        return (how == null ? update.bindNull("how", String.class) : update.bind("how", how))
                .map(OfferRows::offer)
                .one();
    }

    /** Counts a try with a code; empty when there are none left. */
    Mono<Offer> tried(UUID id) {
        return database.sql("""
            UPDATE extra_offer SET tries = tries + 1
            WHERE id = :id AND state = 'OFFERED' AND tries < :most
            RETURNING *
            """)
                .bind("id", id)
                .bind("most", MOST_TRIES)
                .map(OfferRows::offer)
                .one();
    }

    Mono<Void> paid(CommunityId community, UUID id) {
        return database.sql("""
            UPDATE extra_offer SET paid_at = :now, version = version + 1
            WHERE community_id = :community AND id = :id AND state = 'APPROVED' AND paid_at IS NULL
            """)
                .bind("now", clock.instant())
                .bind("community", community.value())
                .bind("id", id)
                .then();
    }

    /** Refuses {@code offer-unknown} (404). */
    Mono<Offer> ofPeople(UUID call, UUID id, Collection<PersonId> people) {
        return database.sql("""
            SELECT * FROM extra_offer
            WHERE id = :id AND call_id = :call AND beneficiary_id = ANY(:people)
            """)
                .bind("id", id)
                .bind("call", call)
                .bind("people", Ids.array(people, PersonId::value))
                .map(OfferRows::offer)
                .one()
                .switchIfEmpty(Mono.error(() -> Refusal.notFound("offer-unknown")));
    }

    /** Refuses {@code offer-unknown} (404) unless the worker made it. */
    Mono<Offer> ofWorker(UUID call, UUID id, PersonId worker) {
        return database.sql("""
            SELECT * FROM extra_offer
            WHERE id = :id AND call_id = :call AND worker_id = :worker
            """)
                .bind("id", id)
                .bind("call", call)
                .bind("worker", worker.value())
                .map(OfferRows::offer)
                .one()
                .switchIfEmpty(Mono.error(() -> Refusal.notFound("offer-unknown")));
    }

    /** All offers of a call, in their order. */
    Flux<Offer> of(UUID call) {
        return database.sql("SELECT * FROM extra_offer WHERE call_id = :call ORDER BY id")
                .bind("call", call)
                .map(OfferRows::offer)
                .all();
    }

    Mono<List<Offer.Line>> lines(UUID offer) {
        return database.sql("SELECT * FROM extra_line WHERE offer_id = :offer ORDER BY kind DESC, name")
                .bind("offer", offer)
                .map(row -> new Offer.Line(
                        Rows.uuid(row, "item_id"),
                        ItemKind.valueOf(Rows.text(row, "kind")),
                        Rows.text(row, "name"),
                        Rows.text(row, "unit"),
                        Rows.get(row, "quantity", Integer.class),
                        Rows.number(row, "price_fen")))
                .all()
                .collectList();
    }

    private static Offer offer(Readable row) {
        return new Offer(
                Rows.uuid(row, "id"),
                new CommunityId(Rows.uuid(row, "community_id")),
                Rows.uuid(row, "call_id"),
                new StationId(Rows.uuid(row, "station_id")),
                new PersonId(Rows.uuid(row, "beneficiary_id")),
                new PersonId(Rows.uuid(row, "worker_id")),
                OfferState.valueOf(Rows.text(row, "state")),
                Rows.number(row, "total_fen"),
                Rows.get(row, "tries", Integer.class),
                Rows.instant(row, "offered_at"),
                Rows.instantOrNull(row, "decided_at"),
                row.get("decided_how", String.class),
                Rows.instantOrNull(row, "paid_at"),
                Rows.number(row, "version"));
    }
}
