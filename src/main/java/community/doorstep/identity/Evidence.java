package community.doorstep.identity;

import community.doorstep.media.PhotoId;
import community.doorstep.shared.Audit;
import community.doorstep.shared.Caller;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.Ids;
import community.doorstep.shared.Outbox;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Refusal;
import community.doorstep.shared.Role;
import community.doorstep.shared.Rows;
import community.doorstep.shared.Seal;
import io.r2dbc.spi.Readable;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Claims to a benefit and what an admin decided; numbers are sealed, and reading one is written down. */
@Component
class Evidence {

    enum State {
        SUBMITTED,
        ACCEPTED,
        REJECTED,
        /** Accepted once, and taken back. */
        REVOKED
    }

    private record Stated(CommunityId community, String text) {

        @Override
        public String toString() {
            return "Stated";
        }
    }

    /** A claim without its number and pictures. */
    record Claim(
            UUID id,
            CommunityId communityId,
            PersonId personId,
            String kind,
            State state,
            Instant submittedAt,
            @Nullable String reason,
            @Nullable LocalDate validUntil,
            List<PhotoId> photos) {}

    /** With the photos' ids. */
    static final String COLUMNS = """
        evidence.*, ARRAY(SELECT photo_id FROM evidence_photo WHERE evidence_id = evidence.id ORDER BY photo_id)
            AS photos
        """;

    private final DatabaseClient database;
    private final Seal seal;
    private final Audit audit;
    private final Outbox outbox;
    private final Clock clock;

    Evidence(DatabaseClient database, Seal seal, Audit audit, Outbox outbox, Clock clock) {
        this.database = database;
        this.seal = seal;
        this.audit = audit;
        this.outbox = outbox;
        this.clock = clock;
    }

    Mono<Claim> submit(CommunityId community, PersonId person, String kind, @Nullable String number, PersonId by) {
        UUID id = Ids.next();
        DatabaseClient.GenericExecuteSpec insert = database.sql("""
            INSERT INTO evidence (id, community_id, person_id, kind, number, state, submitted_by,
                                  submitted_at)
            VALUES (:id, :community, :person, :kind, :number, 'SUBMITTED', :by, :now)
            RETURNING *, '{}'::uuid[] AS photos
            """)
                .bind("id", id)
                .bind("community", community.value())
                .bind("person", person.value())
                .bind("kind", kind)
                .bind("by", by.value())
                .bind("now", clock.instant());
        insert = number == null
                ? insert.bindNull("number", byte[].class)
                : insert.bind("number", seal.seal(number.getBytes(StandardCharsets.UTF_8), context(id)));
        return insert.map(Evidence::claim).one();
    }

    /** The claims of the caller and of those for whom they act. */
    Flux<Claim> of(UUID[] people) {
        return database.sql("SELECT " + COLUMNS + " FROM evidence WHERE person_id = ANY(:people) ORDER BY id DESC")
                .bind("people", people)
                .map(Evidence::claim)
                .all();
    }

    /** Those of the admin's communities in that state, newest first. */
    Flux<Claim> of(Caller admin, State state, UUID before, int most) {
        return database.sql("SELECT " + COLUMNS + """
             FROM evidence
            WHERE community_id = ANY(:communities) AND state = :state AND id < :before
            ORDER BY id DESC LIMIT :most
            """)
                .bind("communities", admin.communitiesAs(Role.COMMUNITY_ADMIN))
                .bind("state", state.name())
                .bind("before", before)
                .bind("most", most)
                .map(Evidence::claim)
                .all();
    }

    /** Whose claim it is; refuses {@code claim-unknown} (404). */
    Mono<PersonId> claimant(UUID[] communities, UUID id) {
        return database.sql("SELECT person_id FROM evidence WHERE id = :id AND community_id = ANY(:communities)")
                .bind("id", id)
                .bind("communities", communities)
                .map(row -> new PersonId(Rows.uuid(row, "person_id")))
                .one()
                .switchIfEmpty(Mono.error(() -> Refusal.notFound("claim-unknown")));
    }

    /** The number that was handed in; refuses {@code claim-unknown} (404). */
    Mono<String> number(Caller admin, UUID id) {
        return database.sql("""
            SELECT community_id, number FROM evidence
            WHERE id = :id AND community_id = ANY(:communities) AND number IS NOT NULL
            """)
                .bind("id", id)
                .bind("communities", admin.communitiesAs(Role.COMMUNITY_ADMIN))
                .map(row -> new Stated(
                        new CommunityId(Rows.uuid(row, "community_id")),
                        new String(
                                seal.open(Rows.get(row, "number", byte[].class), context(id)), StandardCharsets.UTF_8)))
                .one()
                .switchIfEmpty(Mono.error(() -> Refusal.notFound("claim-unknown")))
                .delayUntil(number -> audit.note(admin.person(), number.community(), "evidence-number-read", id, ""))
                .map(Stated::text);
    }

    /**
     * Decides once, and tells the person. Refuses {@code claim-unknown} (404), also for what is decided already, and for
     * what the admin handed in.
     */
    Mono<Claim> decide(Caller admin, UUID id, boolean accepted, String reason, @Nullable LocalDate validUntil) {
        DatabaseClient.GenericExecuteSpec update = database.sql("""
            UPDATE evidence SET state = :state, decided_by = :by, decided_at = :now, reason = :reason,
                   valid_until = :until
            WHERE id = :id AND state = 'SUBMITTED' AND community_id = ANY(:communities)
              AND person_id <> :by AND submitted_by <> :by
            RETURNING\
            """ + " " + COLUMNS)
                .bind("state", (accepted ? State.ACCEPTED : State.REJECTED).name())
                .bind("by", admin.person().value())
                .bind("now", clock.instant())
                .bind("reason", reason)
                .bind("id", id)
                .bind("communities", admin.communitiesAs(Role.COMMUNITY_ADMIN));
        update = validUntil == null ? update.bindNull("until", LocalDate.class) : update.bind("until", validUntil);
        return update.map(Evidence::claim)
                .one()
                .switchIfEmpty(Mono.error(() -> Refusal.notFound("claim-unknown")))
                .delayUntil(claim -> decided(admin, claim));
    }

    /** Takes an accepted one back; prices follow at once. Refuses {@code claim-unknown} (404). */
    Mono<Claim> revoke(Caller admin, UUID id, String reason) {
        return database.sql("""
            UPDATE evidence SET state = 'REVOKED', decided_by = :by, decided_at = :now, reason = :reason
            WHERE id = :id AND state = 'ACCEPTED' AND community_id = ANY(:communities)
              AND person_id <> :by
            RETURNING\
            """ + " " + COLUMNS)
                .bind("by", admin.person().value())
                .bind("now", clock.instant())
                .bind("reason", reason)
                .bind("id", id)
                .bind("communities", admin.communitiesAs(Role.COMMUNITY_ADMIN))
                .map(Evidence::claim)
                .one()
                .switchIfEmpty(Mono.error(() -> Refusal.notFound("claim-unknown")))
                .delayUntil(claim -> decided(admin, claim));
    }

    private Mono<Void> decided(Caller admin, Claim claim) {
        return audit.note(
                        admin.person(),
                        claim.communityId(),
                        "evidence-decided",
                        claim.id(),
                        claim.state().name())
                .then(Mono.defer(() -> outbox.add(EvidenceDecided.of(claim))));
    }

    static Claim claim(Readable row) {
        return new Claim(
                Rows.uuid(row, "id"),
                new CommunityId(Rows.uuid(row, "community_id")),
                new PersonId(Rows.uuid(row, "person_id")),
                Rows.text(row, "kind"),
                State.valueOf(Rows.text(row, "state")),
                Rows.instant(row, "submitted_at"),
                row.get("reason", String.class),
                row.get("valid_until", LocalDate.class),
                Stream.of(Rows.get(row, "photos", UUID[].class))
                        .map(PhotoId::new)
                        .toList());
    }

    private static String context(UUID id) {
        return "evidence/" + id;
    }
}
