package community.doorstep.identity;

import community.doorstep.shared.CommunityId;
import community.doorstep.shared.Outbox;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Repeating;
import community.doorstep.shared.Rows;
import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/**
 * What time does to evidence: people are told before it ends, once, unless newer evidence of the same kind follows it;
 * numbers and pictures that nobody needs any more are deleted.
 */
@Component
class EvidenceKeeping {

    private static final int AT_ONCE = 500;

    private final DatabaseClient database;
    private final EvidencePhotos photos;
    private final Outbox outbox;
    private final IdentitySettings settings;
    private final Clock clock;

    EvidenceKeeping(
            DatabaseClient database, EvidencePhotos photos, Outbox outbox, IdentitySettings settings, Clock clock) {
        this.database = database;
        this.photos = photos;
        this.outbox = outbox;
        this.settings = settings;
        this.clock = clock;
    }

    /** In one transaction; what is left comes in the next turn. */
    Mono<Void> look() {
        return announce().then(Mono.defer(this::forget));
    }

    private Mono<Void> announce() {
        LocalDate today = today();
        return database.sql("""
                        UPDATE evidence SET announced_at = :now
                        WHERE id IN (
                            SELECT id FROM evidence
                            WHERE state = 'ACCEPTED' AND announced_at IS NULL AND valid_until BETWEEN :today AND :soon
                              AND NOT EXISTS (
                                SELECT FROM evidence AS newer
                                WHERE newer.person_id = evidence.person_id AND newer.kind = evidence.kind
                                  AND newer.community_id = evidence.community_id AND newer.state = 'ACCEPTED'
                                  AND (newer.valid_until IS NULL OR newer.valid_until > evidence.valid_until))
                            ORDER BY valid_until LIMIT :most FOR UPDATE SKIP LOCKED)
                        RETURNING id, community_id, person_id, kind, valid_until
                        """)
                .bind("now", clock.instant())
                .bind("today", today)
                .bind("soon", today.plusDays(settings.evidenceAnnounced().toDays()))
                .bind("most", AT_ONCE)
                .map(EvidenceKeeping::ending)
                .all()
                .collectList()
                .flatMap(outbox::addAll);
    }

    private static EvidenceEnds ending(Readable row) {
        return new EvidenceEnds(
                new CommunityId(Rows.uuid(row, "community_id")),
                Rows.uuid(row, "id"),
                1,
                new PersonId(Rows.uuid(row, "person_id")),
                Rows.text(row, "kind"),
                Rows.get(row, "valid_until", LocalDate.class));
    }

    /** Of what was refused or taken back, and of what has ended, some time after. */
    private Mono<Void> forget() {
        return database.sql("""
                        UPDATE evidence SET number = NULL, forgotten_at = :now
                        WHERE id IN (
                            SELECT id FROM evidence
                            WHERE forgotten_at IS NULL AND state <> 'SUBMITTED' AND decided_at < :before
                              AND (state <> 'ACCEPTED' OR valid_until < :endedBefore)
                            ORDER BY decided_at LIMIT :most FOR UPDATE SKIP LOCKED)
                        RETURNING id
                        """)
                .bind("now", clock.instant())
                .bind("before", clock.instant().minus(settings.evidenceKept()))
                .bind("endedBefore", today().minusDays(settings.evidenceKept().toDays()))
                .bind("most", AT_ONCE)
                .map(row -> Rows.uuid(row, "id"))
                .all()
                .collectList()
                .flatMap(this::deletePhotos);
    }

    private Mono<Void> deletePhotos(List<UUID> claims) {
        return claims.isEmpty() ? Mono.empty() : photos.delete(claims.toArray(UUID[]::new));
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), settings.zone());
    }

    /** On every instance; what one looks at, the others leave. */
    @Component
    static class Looking extends Repeating {

        Looking(EvidenceKeeping keeping, TransactionalOperator transaction, IdentitySettings settings) {
            super(settings.evidenceLookEvery(), () -> keeping.look().as(transaction::transactional));
        }
    }
}
