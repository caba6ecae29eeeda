package community.doorstep.screening;

import community.doorstep.media.PhotoId;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.Ids;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Rows;
import community.doorstep.shared.Seal;
import io.r2dbc.spi.Readable;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The table of what was looked at. */
@Component
class ScreeningRows {

    /** Something in the queue of staff; its words opened. */
    record Waiting(
            UUID id,
            CommunityId community,
            String source,
            UUID subject,
            @Nullable String words,
            @Nullable PhotoId photo,
            @Nullable String verdict,
            Instant since) {

        @Override
        public String toString() {
            return "Waiting[" + id + "]";
        }
    }

    /** A photo that staff look at, and whose staff. */
    record Shown(CommunityId community, PhotoId photo) {}

    private final DatabaseClient database;
    private final Seal seal;
    private final Clock clock;

    ScreeningRows(DatabaseClient database, Seal seal, Clock clock) {
        this.database = database;
        this.seal = seal;
        this.clock = clock;
    }

    Mono<Void> addWords(Submission from, String words) {
        UUID id = Ids.next();
        return insert(id, from, "TEXT")
                .bind("words", seal.seal(words.getBytes(StandardCharsets.UTF_8), "screening/" + id))
                .bindNull("photo", UUID.class)
                .then();
    }

    Mono<Void> addPhoto(Submission from, PhotoId photo) {
        return insert(Ids.next(), from, "PHOTO")
                .bindNull("words", byte[].class)
                .bind("photo", photo.value())
                .then();
    }

    private DatabaseClient.GenericExecuteSpec insert(UUID id, Submission from, String kind) {
        return database.sql("""
            INSERT INTO screening (id, community_id, kind, source, subject_id, author_id, words, photo_id,
                                   state, created_at, due_at)
            VALUES (:id, :community, :kind, :source, :subject, :author, :words, :photo, 'WAITING', :now, :now)
            """)
                .bind("id", id)
                .bind("community", from.community().value())
                .bind("kind", kind)
                .bind("source", from.source())
                .bind("subject", from.subject())
                .bind("author", from.author().value())
                .bind("now", clock.instant());
    }

    Flux<Waiting> queue(UUID[] communities, UUID before, int most) {
        return database.sql("""
            SELECT id, community_id, source, subject_id, words, photo_id, verdict, created_at FROM screening
            WHERE community_id = ANY(:communities) AND state = 'REVIEW' AND id < :before
            ORDER BY id DESC LIMIT :most
            """)
                .bind("communities", communities)
                .bind("before", before)
                .bind("most", most)
                .map(this::waiting)
                .all();
    }

    private Waiting waiting(Readable row) {
        UUID id = Rows.uuid(row, "id");
        UUID photo = row.get("photo_id", UUID.class);
        return new Waiting(
                id,
                new CommunityId(Rows.uuid(row, "community_id")),
                Rows.text(row, "source"),
                Rows.uuid(row, "subject_id"),
                opened(id, row.get("words", byte[].class)),
                photo == null ? null : new PhotoId(photo),
                row.get("verdict", String.class),
                Rows.instant(row, "created_at"));
    }

    @Nullable
    String opened(UUID id, byte @Nullable [] words) {
        return words == null ? null : new String(seal.open(words, "screening/" + id), StandardCharsets.UTF_8);
    }

    /** What staff decided; empty when it does not wait there, or somebody was quicker. */
    Mono<Screened> decided(UUID id, UUID[] communities, PersonId by, boolean shown) {
        return database.sql("""
            UPDATE screening SET state = :state, words = NULL, decided_by = :by, decided_at = :now
            WHERE id = :id AND community_id = ANY(:communities) AND state = 'REVIEW'
            RETURNING *
            """)
                .bind("state", shown ? "PASSED" : "REFUSED")
                .bind("by", by.value())
                .bind("now", clock.instant())
                .bind("id", id)
                .bind("communities", communities)
                .map(ScreeningRows::screened)
                .one();
    }

    static Screened screened(Readable row) {
        return new Screened(
                new CommunityId(Rows.uuid(row, "community_id")),
                Rows.uuid(row, "subject_id"),
                1,
                Rows.text(row, "source"),
                Rows.text(row, "kind").equals("PHOTO"),
                Rows.text(row, "state").equals("PASSED"));
    }

    /** The photo of something that waits for staff. */
    Mono<Shown> photo(UUID id, UUID[] communities) {
        return database.sql("""
            SELECT community_id, photo_id FROM screening
            WHERE id = :id AND community_id = ANY(:communities) AND photo_id IS NOT NULL
            """)
                .bind("id", id)
                .bind("communities", communities)
                .map(row -> new Shown(
                        new CommunityId(Rows.uuid(row, "community_id")), new PhotoId(Rows.uuid(row, "photo_id"))))
                .one();
    }
}
