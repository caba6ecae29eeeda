package community.doorstep.streets;

import community.doorstep.dispatch.Holdings;
import community.doorstep.media.Photo;
import community.doorstep.media.PhotoId;
import community.doorstep.media.Photos;
import community.doorstep.shared.Caller;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Refusal;
import community.doorstep.shared.Role;
import community.doorstep.shared.Rows;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Pictures of a fault in the street: from those who reported it, for the worker and the admin. */
@Component
class FaultPhotos {

    private static final int MOST = 8;

    private final DatabaseClient database;
    private final FaultRows faults;
    private final Photos photos;
    private final Holdings holdings;
    private final Clock clock;

    FaultPhotos(DatabaseClient database, FaultRows faults, Photos photos, Holdings holdings, Clock clock) {
        this.database = database;
        this.faults = faults;
        this.photos = photos;
        this.holdings = holdings;
        this.clock = clock;
    }

    /** In the caller's transaction. Refuses {@code fault-unknown} (404), {@code photos-enough} (409). */
    Mono<PhotoId> add(Caller reporter, UUID fault, Photo photo) {
        return faults.isReporter(fault, reporter.person())
                .switchIfEmpty(Mono.error(() -> Refusal.notFound("fault-unknown")))
                .flatMap(yes -> lock(fault).then(Mono.defer(() -> of(fault))))
                .filter(there -> there.size() < MOST)
                .switchIfEmpty(
                        Mono.error(() -> Refusal.conflict("photos-enough").with("most", MOST)))
                .flatMap(there -> photos.keep(photo))
                .delayUntil(kept -> attach(fault, reporter.person(), kept));
    }

    private Mono<Void> lock(UUID fault) {
        return database.sql("SELECT 1 FROM street_fault WHERE id = :fault FOR UPDATE")
                .bind("fault", fault)
                .then();
    }

    private Mono<Void> attach(UUID fault, PersonId by, PhotoId photo) {
        return database.sql("""
            INSERT INTO street_photo (fault_id, photo_id, taken_by, at) VALUES (:fault, :photo, :by, :now)
            """)
                .bind("fault", fault)
                .bind("photo", photo.value())
                .bind("by", by.value())
                .bind("now", clock.instant())
                .then();
    }

    private Mono<List<PhotoId>> of(UUID fault) {
        return database.sql("SELECT photo_id FROM street_photo WHERE fault_id = :fault ORDER BY at, photo_id")
                .bind("fault", fault)
                .map(row -> new PhotoId(Rows.uuid(row, "photo_id")))
                .all()
                .collectList();
    }

    /** For the worker who has the job in hand; refuses {@code job-unknown} (404). */
    Mono<List<PhotoId>> forWorker(Caller worker, UUID fault) {
        return holdings.of(worker, fault).flatMap(holding -> of(fault));
    }

    /** For an admin of its community; refuses {@code fault-unknown} (404). */
    Mono<List<PhotoId>> forAdmin(Caller admin, UUID fault) {
        return faults.one(fault, admin.communitiesAs(Role.COMMUNITY_ADMIN))
                .switchIfEmpty(Mono.error(() -> Refusal.notFound("fault-unknown")))
                .flatMap(known -> of(fault));
    }

    /** Refuses {@code photo-unknown} (404) when it is none of these. */
    Mono<Photo> read(List<PhotoId> seen, PhotoId photo) {
        return Mono.just(photo)
                .filter(seen::contains)
                .flatMap(photos::read)
                .switchIfEmpty(Mono.error(() -> Refusal.notFound("photo-unknown")));
    }
}
