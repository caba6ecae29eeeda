package community.doorstep.children;

import community.doorstep.media.Photo;
import community.doorstep.media.PhotoId;
import community.doorstep.media.PhotosOnce;
import community.doorstep.shared.Audit;
import community.doorstep.shared.Caller;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Refusal;
import community.doorstep.shared.StationId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Pictures of the children's afternoon: taken by those on duty, seen by the families of those on them. */
@RestController
class MomentController {

    private static final int MOST_CHILDREN = 40;

    private final Moments moments;
    private final PhotosOnce photos;
    private final Duty duty;
    private final HereToday here;
    private final Guardians guardians;
    private final Audit audit;

    MomentController(Moments moments, PhotosOnce photos, Duty duty, HereToday here, Guardians guardians, Audit audit) {
        this.moments = moments;
        this.photos = photos;
        this.duty = duty;
        this.here = here;
        this.guardians = guardians;
        this.audit = audit;
    }

    /**
     * With all children who are on it. Refuses {@code photo-of-nobody} (400), {@code role-missing}, {@code not-on-duty}
     * (403), {@code person-unknown} (404: not booked there today), {@code photo-not-consented} (409).
     */
    @PostMapping(
            path = "/api/station/care/photos",
            consumes = {MediaType.IMAGE_JPEG_VALUE, MediaType.IMAGE_PNG_VALUE})
    @ResponseStatus(HttpStatus.CREATED)
    Mono<Moments.Moment> add(
            @AuthenticationPrincipal Caller caller,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestParam StationId stationId,
            @RequestParam List<PersonId> children,
            @RequestBody Flux<DataBuffer> body) {
        List<PersonId> shown = children.stream().distinct().toList();
        if (shown.isEmpty() || shown.size() > MOST_CHILDREN) {
            throw Refusal.badRequest("photo-of-nobody").with("most", MOST_CHILDREN);
        }
        return photos.take(
                caller,
                key,
                List.of(stationId, shown),
                body,
                Moments.Moment.class,
                photo -> taken(caller, stationId, shown, photo));
    }

    private Mono<Moments.Moment> taken(Caller caller, StationId station, List<PersonId> children, Photo photo) {
        return duty.mustBeOn(caller, station)
                .delayUntil(community -> mustBeHere(children, community, station))
                .zipWhen(here::today)
                .map(now -> new Moments.Taken(now.getT1(), station, now.getT2(), caller.person()))
                .delayUntil(
                        taken -> audit.noteAll(caller.person(), taken.community(), "child-photographed", children, ""))
                .flatMap(taken -> moments.add(taken, children, photo));
    }

    private Mono<Void> mustBeHere(List<PersonId> children, CommunityId community, StationId station) {
        return Flux.fromIterable(children)
                .concatMap(child -> here.is(child, community, station))
                .all(known -> known)
                .filter(all -> all)
                .switchIfEmpty(Mono.error(() -> Refusal.notFound("person-unknown")))
                .then();
    }

    /** The last first. Refuses {@code person-unknown} (404). */
    @GetMapping("/api/me/family/{child}/photos")
    Mono<List<Moments.Moment>> all(@AuthenticationPrincipal Caller caller, @PathVariable PersonId child) {
        return guardians.mustBeInformed(caller, child).then(Mono.defer(() -> moments.of(child)));
    }

    /** Refuses {@code person-unknown}, {@code photo-unknown} (404). */
    @GetMapping(path = "/api/me/family/{child}/photos/{photo}", produces = MediaType.IMAGE_JPEG_VALUE)
    Mono<byte[]> one(
            @AuthenticationPrincipal Caller caller, @PathVariable PersonId child, @PathVariable PhotoId photo) {
        return guardians
                .mustBeInformed(caller, child)
                .then(Mono.defer(() -> moments.read(child, photo)))
                .map(Photo::jpeg);
    }
}
