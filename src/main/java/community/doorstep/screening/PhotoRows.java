package community.doorstep.screening;

import community.doorstep.media.PhotoId;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Rows;
import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Photos on their way to WeChat's check and back. */
@Component
class PhotoRows {

    /** Then another instance may ask for it. */
    private static final Duration LEASE = Duration.ofMinutes(1);

    private static final Duration RESULTS_STAND = Duration.ofDays(7);

    record Asking(UUID id, PersonId author, PhotoId photo) {}

    private final DatabaseClient database;
    private final Clock clock;

    PhotoRows(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    Flux<Asking> lease(int most) {
        Instant now = clock.instant();
        return database.sql("""
            UPDATE screening SET due_at = :leased
            WHERE id IN (
                SELECT id FROM screening WHERE state = 'WAITING' AND due_at <= :now
                ORDER BY due_at LIMIT :most FOR UPDATE SKIP LOCKED)
            RETURNING id, author_id, photo_id
            """)
                .bind("leased", now.plus(LEASE))
                .bind("now", now)
                .bind("most", most)
                .map(row -> new Asking(
                        Rows.uuid(row, "id"),
                        new PersonId(Rows.uuid(row, "author_id")),
                        new PhotoId(Rows.uuid(row, "photo_id"))))
                .all();
    }

    /** WeChat looks at it, and must have told by then. */
    Mono<Void> asked(UUID id, String trace, Duration patience) {
        return database.sql("""
            UPDATE screening SET state = 'ASKED', trace_id = :trace, due_at = :due
            WHERE id = :id AND state = 'WAITING'
            """)
                .bind("trace", trace)
                .bind("due", clock.instant().plus(patience))
                .bind("id", id)
                .then();
    }

    Mono<Void> toStaff(UUID id) {
        return database.sql("UPDATE screening SET state = 'REVIEW' WHERE id = :id AND state = 'WAITING'")
                .bind("id", id)
                .then();
    }

    /** What WeChat was silent about for too long. */
    Mono<Void> overdueToStaff() {
        return database.sql("UPDATE screening SET state = 'REVIEW' WHERE state = 'ASKED' AND due_at <= :now")
                .bind("now", clock.instant())
                .then();
    }

    /** Notes what WeChat saw, whether or not we know yet that it was asked. */
    Mono<Void> told(String trace, String suggest) {
        return database.sql("""
            INSERT INTO screening_result (trace_id, suggest, at) VALUES (:trace, :suggest, :now)
            ON CONFLICT DO NOTHING
            """)
                .bind("trace", trace)
                .bind("suggest", suggest)
                .bind("now", clock.instant())
                .then();
    }

    /** Brings together what was asked and what was told; what is decided by it. */
    Flux<Screened> settle() {
        return database.sql("""
            UPDATE screening SET
                state = CASE result.suggest WHEN 'PASS' THEN 'PASSED' WHEN 'RISKY' THEN 'REFUSED'
                    ELSE 'REVIEW' END,
                decided_at = CASE WHEN result.suggest IN ('PASS', 'RISKY') THEN :now END
            FROM screening_result AS result
            WHERE screening.state = 'ASKED' AND screening.trace_id = result.trace_id
            RETURNING screening.*
            """)
                .bind("now", clock.instant())
                .map(PhotoRows::decided)
                .all()
                .flatMap(Mono::justOrEmpty);
    }

    /** Empty when staff are to look. */
    private static Optional<Screened> decided(Readable row) {
        return Rows.text(row, "state").equals("REVIEW") ? Optional.empty() : Optional.of(ScreeningRows.screened(row));
    }

    /** What was told of photos that nobody here asked about, or that were decided long ago. */
    Mono<Void> forgetOld() {
        return database.sql("DELETE FROM screening_result WHERE at < :before")
                .bind("before", clock.instant().minus(RESULTS_STAND))
                .then();
    }
}
