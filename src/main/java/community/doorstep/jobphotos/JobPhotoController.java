package community.doorstep.jobphotos;

import community.doorstep.media.Photo;
import community.doorstep.media.PhotoId;
import community.doorstep.media.PhotosOnce;
import community.doorstep.shared.Caller;
import community.doorstep.shared.Detached;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.transaction.reactive.TransactionalOperator;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Pictures of what was done, for the worker, the resident and the station. */
@RestController
class JobPhotoController {

    private final JobPhotos jobPhotos;
    private final PhotosOnce photos;
    private final Detached detached;
    private final TransactionalOperator transaction;

    JobPhotoController(JobPhotos jobPhotos, PhotosOnce photos, Detached detached, TransactionalOperator transaction) {
        this.jobPhotos = jobPhotos;
        this.photos = photos;
        this.detached = detached;
        this.transaction = transaction;
    }

    /** At the door, before the job is completed; at most eight. */
    @PostMapping(
            path = "/api/worker/jobs/{id}/photos",
            consumes = {MediaType.IMAGE_JPEG_VALUE, MediaType.IMAGE_PNG_VALUE})
    @ResponseStatus(HttpStatus.CREATED)
    Mono<JobPhoto> addJobPhoto(
            @AuthenticationPrincipal Caller caller,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @PathVariable UUID id,
            @RequestBody Flux<DataBuffer> body) {
        return photos.take(caller, key, id, body, JobPhoto.class, photo -> jobPhotos.add(caller, id, photo));
    }

    /** While the job is in hand. */
    @GetMapping("/api/worker/jobs/{id}/photos")
    Mono<List<JobPhoto>> takenPhotos(@AuthenticationPrincipal Caller caller, @PathVariable UUID id) {
        return whole(jobPhotos.forWorker(caller, id));
    }

    @GetMapping(path = "/api/worker/jobs/{id}/photos/{photo}", produces = MediaType.IMAGE_JPEG_VALUE)
    Mono<byte[]> takenPhoto(
            @AuthenticationPrincipal Caller caller, @PathVariable UUID id, @PathVariable PhotoId photo) {
        return picture(jobPhotos.forWorker(caller, id), photo);
    }

    /** Of what was done at the caller's door, or for whom the caller acts. */
    @GetMapping("/api/me/jobs/{id}/photos")
    Mono<List<JobPhoto>> photosAtMyDoor(@AuthenticationPrincipal Caller caller, @PathVariable UUID id) {
        return whole(jobPhotos.forResident(caller, id));
    }

    @GetMapping(path = "/api/me/jobs/{id}/photos/{photo}", produces = MediaType.IMAGE_JPEG_VALUE)
    Mono<byte[]> photoAtMyDoor(
            @AuthenticationPrincipal Caller caller, @PathVariable UUID id, @PathVariable PhotoId photo) {
        return picture(jobPhotos.forResident(caller, id), photo);
    }

    /** For the station's lead; each look is written down. */
    @GetMapping("/api/station/jobs/{id}/photos")
    Mono<List<JobPhoto>> photosOfJob(@AuthenticationPrincipal Caller caller, @PathVariable UUID id) {
        return whole(jobPhotos.forLead(caller, id));
    }

    @GetMapping(path = "/api/station/jobs/{id}/photos/{photo}", produces = MediaType.IMAGE_JPEG_VALUE)
    Mono<byte[]> photoOfJob(
            @AuthenticationPrincipal Caller caller, @PathVariable UUID id, @PathVariable PhotoId photo) {
        return picture(jobPhotos.forLead(caller, id), photo);
    }

    private <T> Mono<T> whole(Mono<T> work) {
        return detached.run(work.as(transaction::transactional));
    }

    private Mono<byte[]> picture(Mono<List<JobPhoto>> seen, PhotoId photo) {
        return whole(seen.flatMap(there -> jobPhotos.read(there, photo))).map(Photo::jpeg);
    }
}
