package community.doorstep.streets;

import community.doorstep.dispatch.Holdings;
import community.doorstep.media.Photo;
import community.doorstep.media.PhotoId;
import community.doorstep.media.Photos;
import community.doorstep.screening.Screenings;
import community.doorstep.screening.Submission;
import community.doorstep.shared.Caller;
import community.doorstep.shared.CommunityId;
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
    private final Screenings screenings;
    private final Holdings holdings;
    private final Clock clock;

    FaultPhotos(
            DatabaseClient database,
            FaultRows faults,
            Photos photos,
            Screenings screenings,
            Holdings holdings,
            Clock clock) {
        this.database = database;
        this.faults = faults;
        this.photos = photos;
        this.screenings = screenings;
        this.holdings = holdings;
        this.clock = clock;
    }

    /** In the caller's transaction. Refuses {@code fault-unknown} (404), {@code photos-enough} (409). */
    Mono<PhotoId> add(Caller reporter, UUID fault, Photo photo) {
        return faults.isReporter(fault, reporter.person())
                .switchIfEmpty(Mono.error(() -> Refusal.notFound("fault-unknown")))
                .then(Mono.defer(() -> lock(fault)))
                .flatMap(community ->
                        of(fault).flatMap(there -> add(community, reporter.person(), fault, there, photo)));
    }

    private Mono<PhotoId> add(CommunityId community, PersonId reporter, UUID fault, List<PhotoId> there, Photo photo) {
        return Mono.just(there)
                .filter(few -> few.size() < MOST)
                .switchIfEmpty(
                        Mono.error(() -> Refusal.conflict("photos-enough").with("most", MOST)))
                .flatMap(few -> photos.keep(photo))
                .delayUntil(kept -> attach(fault, reporter, kept))
                .delayUntil(kept ->
                        screenings.photo(new Submission(community, reporter, StreetFaults.SOURCE, fault), kept));
    }

    private Mono<CommunityId> lock(UUID fault) {
        return database.sql("SELECT community_id FROM street_fault WHERE id = :fault FOR UPDATE")
                .bind("fault", fault)
                .map(row -> new CommunityId(Rows.uuid(row, "community_id")))
                .one();
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

    /**
     * For the worker who has the job in hand, who needs them for it: all but those that staff have refused. Refuses
     * {@code job-unknown} (404).
     */
    Mono<List<PhotoId>> forWorker(Caller worker, UUID fault) {
        return holdings.of(worker, fault)
                .flatMap(holding -> of(fault))
                .zipWhen(
                        screenings::refusedPhotos,
                        (all, refused) -> all.stream()
                                .filter(photo -> !refused.contains(photo))
                                .toList());
    }

    /** For an admin of its community, those that were looked at; refuses {@code fault-unknown} (404). */
    Mono<List<PhotoId>> forAdmin(Caller admin, UUID fault) {
        return faults.one(fault, admin.communitiesAs(Role.COMMUNITY_ADMIN))
                .switchIfEmpty(Mono.error(() -> Refusal.notFound("fault-unknown")))
                .flatMap(known -> of(fault))
                .zipWhen(
                        screenings::passedPhotos,
                        (all, passed) -> all.stream().filter(passed::contains).toList());
    }

    /** Refuses {@code photo-unknown} (404) when it is none of these. */
    Mono<Photo> read(List<PhotoId> seen, PhotoId photo) {
        return Mono.just(photo)
                .filter(seen::contains)
                .flatMap(photos::read)
                .switchIfEmpty(Mono.error(() -> Refusal.notFound("photo-unknown")));
    }
}
