package community.doorstep.repair;

import community.doorstep.media.Photo;
import community.doorstep.media.PhotoId;
import community.doorstep.media.Photos;
import community.doorstep.screening.Screenings;
import community.doorstep.screening.Submission;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Refusal;
import community.doorstep.shared.Rows;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The pictures of a repair: of what is broken, before the work and after it. */
@Component
class RepairPhotos {

    static final int MOST = 12;

    enum Stage {
        FAULT,
        BEFORE,
        AFTER
    }

    record Taken(PhotoId id, Stage stage) {

        boolean byPeople() {
            return stage == Stage.FAULT;
        }
    }

    private final DatabaseClient database;
    private final Photos photos;
    private final Screenings screenings;
    private final Clock clock;

    RepairPhotos(DatabaseClient database, Photos photos, Screenings screenings, Clock clock) {
        this.database = database;
        this.photos = photos;
        this.screenings = screenings;
        this.clock = clock;
    }

    /** For its people: their own, and the worker's that were looked at. */
    Mono<List<Taken>> forPeople(UUID call) {
        return of(call).zipWhen(
                        all -> screenings.passedPhotos(ids(all)),
                        (all, passed) -> all.stream()
                                .filter(taken -> taken.byPeople() || passed.contains(taken.id()))
                                .toList());
    }

    /** For the worker who has the job in hand, who needs them for it: all but those that staff have refused. */
    Mono<List<Taken>> forWorker(UUID call) {
        return of(call).zipWhen(
                        all -> screenings.refusedPhotos(ids(all)),
                        (all, refused) -> all.stream()
                                .filter(taken -> !refused.contains(taken.id()))
                                .toList());
    }

    private static List<PhotoId> ids(List<Taken> all) {
        return all.stream().map(Taken::id).toList();
    }

    private Mono<List<Taken>> of(UUID call) {
        return database.sql("SELECT photo_id, stage FROM repair_photo WHERE call_id = :call ORDER BY at, photo_id")
                .bind("call", call)
                .map(row -> new Taken(new PhotoId(Rows.uuid(row, "photo_id")), Stage.valueOf(Rows.text(row, "stage"))))
                .all()
                .collectList();
    }

    /** In the caller's transaction, who has looked whose call it is. Refuses {@code photos-enough} (409). */
    Mono<Taken> add(CommunityId community, UUID call, Stage stage, PersonId takenBy, Photo photo) {
        Submission from = new Submission(community, takenBy, RepairCalls.SOURCE, call);
        return lock(call)
                .then(Mono.defer(() -> of(call)))
                .filter(there -> there.size() < MOST)
                .switchIfEmpty(
                        Mono.error(() -> Refusal.conflict("photos-enough").with("most", MOST)))
                .flatMap(there -> photos.keep(photo))
                .delayUntil(kept -> attach(call, stage, takenBy, kept))
                .delayUntil(kept -> screenings.photo(from, kept))
                .map(kept -> new Taken(kept, stage));
    }

    /** Two that come together are counted one after the other. */
    private Mono<Void> lock(UUID call) {
        return database.sql("SELECT pg_advisory_xact_lock(hashtextextended(:call, 50))")
                .bind("call", call.toString())
                .then();
    }

    private Mono<Void> attach(UUID call, Stage stage, PersonId takenBy, PhotoId photo) {
        return database.sql("""
            INSERT INTO repair_photo (call_id, photo_id, stage, taken_by, at)
            VALUES (:call, :photo, :stage, :by, :now)
            """)
                .bind("call", call)
                .bind("photo", photo.value())
                .bind("stage", stage.name())
                .bind("by", takenBy.value())
                .bind("now", clock.instant())
                .then();
    }

    /** Refuses {@code photo-unknown} (404) when it is none of these. */
    Mono<Photo> read(List<Taken> seen, PhotoId photo) {
        return Mono.just(photo)
                .filter(ids(seen)::contains)
                .flatMap(photos::read)
                .switchIfEmpty(Mono.error(() -> Refusal.notFound("photo-unknown")));
    }

    Mono<Void> delete(Collection<UUID> calls) {
        return database.sql("DELETE FROM repair_photo WHERE call_id = ANY(:calls) RETURNING photo_id")
                .bind("calls", calls.toArray(UUID[]::new))
                .map(row -> new PhotoId(Rows.uuid(row, "photo_id")))
                .all()
                .collectList()
                .flatMap(photos::delete);
    }
}
