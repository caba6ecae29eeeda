package community.doorstep.jobphotos;

import community.doorstep.dispatch.Concerned;
import community.doorstep.dispatch.Holdings;
import community.doorstep.identity.Family;
import community.doorstep.media.Photo;
import community.doorstep.media.PhotoId;
import community.doorstep.media.Photos;
import community.doorstep.shared.Audit;
import community.doorstep.shared.Caller;
import community.doorstep.shared.Refusal;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Each for whom the job concerns, in the caller's transaction. All refuse {@code job-unknown} (404) to others. */
@Component
class JobPhotos {

    static final int MOST = 8;

    private final JobPhotoRows rows;
    private final Holdings holdings;
    private final Concerned concerned;
    private final Family family;
    private final Photos photos;
    private final Audit audit;

    JobPhotos(JobPhotoRows rows, Holdings holdings, Concerned concerned, Family family, Photos photos, Audit audit) {
        this.rows = rows;
        this.holdings = holdings;
        this.concerned = concerned;
        this.family = family;
        this.photos = photos;
        this.audit = audit;
    }

    /** From the worker at the door. Refuses {@code not-arrived}, {@code photos-enough} (409). */
    Mono<JobPhoto> add(Caller worker, UUID job, Photo photo) {
        return holdings.of(worker, job)
                .filter(Holdings.Holding::arrived)
                .switchIfEmpty(Mono.error(() -> Refusal.conflict("not-arrived")))
                .delayUntil(held -> room(job))
                .flatMap(held ->
                        photos.keep(photo).flatMap(kept -> rows.attach(held.community(), job, kept, worker.person())));
    }

    private Mono<List<JobPhoto>> room(UUID job) {
        return rows.lock(job)
                .then(Mono.defer(() -> rows.of(job)))
                .filter(there -> there.size() < MOST)
                .switchIfEmpty(
                        Mono.error(() -> Refusal.conflict("photos-enough").with("most", MOST)));
    }

    /** While it is in hand. */
    Mono<List<JobPhoto>> forWorker(Caller worker, UUID job) {
        return holdings.of(worker, job).flatMap(held -> rows.of(job));
    }

    /** For who was helped, and who acts for them. */
    Mono<List<JobPhoto>> forResident(Caller caller, UUID job) {
        return family.actsFor(caller.person())
                .flatMap(people -> concerned.residents(people, job))
                .flatMap(community -> rows.of(job));
    }

    /** For the station's lead; written down. */
    Mono<List<JobPhoto>> forLead(Caller caller, UUID job) {
        return concerned
                .leads(caller, job)
                .delayUntil(community -> audit.note(caller.person(), community, "job-photos-read", job, ""))
                .flatMap(community -> rows.of(job));
    }

    /** Refuses {@code photo-unknown} (404) when it is none of these. */
    Mono<Photo> read(List<JobPhoto> seen, PhotoId photo) {
        return Mono.just(photo)
                .filter(wanted -> seen.stream().anyMatch(one -> one.id().equals(wanted)))
                .flatMap(photos::read)
                .switchIfEmpty(Mono.error(() -> Refusal.notFound("photo-unknown")));
    }
}
