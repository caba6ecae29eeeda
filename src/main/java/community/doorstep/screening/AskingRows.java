package community.doorstep.screening;

import community.doorstep.media.PhotoId;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Rows;
import community.doorstep.wechat.Verdict;
import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Words and photos on their way to WeChat's check and back. */
@Component
class AskingRows {

    /** Then another instance may ask for it. */
    private static final Duration LEASE = Duration.ofMinutes(1);

    private static final Duration RESULTS_STAND = Duration.ofDays(7);

    /** Something to ask WeChat about: either words or a photo. */
    record Waiting(
            UUID id,
            PersonId author,
            @Nullable String words,
            @Nullable PhotoId photo) {

        @Override
        public String toString() {
            return "Waiting[" + id + "]";
        }
    }

    private final DatabaseClient database;
    private final ScreeningRows screenings;
    private final Clock clock;

    AskingRows(DatabaseClient database, ScreeningRows screenings, Clock clock) {
        this.database = database;
        this.screenings = screenings;
        this.clock = clock;
    }

    Mono<List<Waiting>> lease(int most) {
        Instant now = clock.instant();
        return database.sql("""
            UPDATE screening SET due_at = :leased
            WHERE id IN (
                SELECT id FROM screening WHERE state = 'WAITING' AND due_at <= :now
                ORDER BY due_at LIMIT :most FOR UPDATE SKIP LOCKED)
            RETURNING id, author_id, words, photo_id
            """)
                .bind("leased", now.plus(LEASE))
                .bind("now", now)
                .bind("most", most)
                .map(this::waiting)
                .all()
                .collectList();
    }

    private Waiting waiting(Readable row) {
        UUID id = Rows.uuid(row, "id");
        UUID photo = row.get("photo_id", UUID.class);
        return new Waiting(
                id,
                new PersonId(Rows.uuid(row, "author_id")),
                screenings.opened(id, row.get("words", byte[].class)),
                photo == null ? null : new PhotoId(photo));
    }

    /** WeChat looks at the photo, and must have told by then. */
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

    /** What WeChat thinks of words; empty when staff are to look, or nobody waits any more. */
    Mono<Screened> judged(UUID id, Verdict verdict) {
        boolean passed = verdict == Verdict.PASS;
        return database.sql("""
            UPDATE screening SET state = :state, verdict = :verdict,
                words = CASE WHEN :passed THEN NULL ELSE words END,
                decided_at = CASE WHEN :passed THEN :now::timestamptz END
            WHERE id = :id AND state = 'WAITING'
            RETURNING *
            """)
                .bind("state", passed ? "PASSED" : "REVIEW")
                .bind("verdict", verdict.name())
                .bind("passed", passed)
                .bind("now", clock.instant())
                .bind("id", id)
                .map(AskingRows::decided)
                .one()
                .flatMap(Mono::justOrEmpty);
    }

    /** What WeChat was silent about, or could not be asked about, for too long. */
    Mono<Void> overdueToStaff(Duration patience) {
        return database.sql("""
            UPDATE screening SET state = 'REVIEW'
            WHERE (state = 'ASKED' AND due_at <= :now) OR (state = 'WAITING' AND created_at <= :since)
            """)
                .bind("now", clock.instant())
                .bind("since", clock.instant().minus(patience))
                .then();
    }

    /** Notes what WeChat saw, whether or not we know yet that it was asked. */
    Mono<Void> told(String trace, Verdict verdict) {
        return database.sql("""
            INSERT INTO screening_result (trace_id, suggest, at) VALUES (:trace, :suggest, :now)
            ON CONFLICT DO NOTHING
            """)
                .bind("trace", trace)
                .bind("suggest", verdict.name())
                .bind("now", clock.instant())
                .then();
    }

    /** Brings together what was asked and what was told; what is decided by it. */
    Flux<Screened> settle() {
        return database.sql("""
            UPDATE screening SET verdict = result.suggest,
                state = CASE result.suggest WHEN 'PASS' THEN 'PASSED' ELSE 'REVIEW' END,
                decided_at = CASE WHEN result.suggest = 'PASS' THEN :now::timestamptz END
            FROM screening_result AS result
            WHERE screening.state = 'ASKED' AND screening.trace_id = result.trace_id
            RETURNING screening.*
            """)
                .bind("now", clock.instant())
                .map(AskingRows::decided)
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
