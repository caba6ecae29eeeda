package community.doorstep.streets;

import community.doorstep.media.Photo;
import community.doorstep.media.PhotoId;
import community.doorstep.shared.Caller;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.Detached;
import community.doorstep.shared.Outbox;
import community.doorstep.shared.Role;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.transaction.reactive.TransactionalOperator;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Faults in the street for those at work: pictures for the worker; prices, payment and dismissal for the admin. */
@RestController
class StreetWorkController {

    record Price(
            @NotNull CommunityId communityId,
            @NotNull FaultKind kind,
            @NotNull @PositiveOrZero @Max(100_000_000) Long priceFen) {}

    record Dismissal(@NotBlank @Size(max = 200) String reason) {}

    private final StreetFaults faults;
    private final FaultRows rows;
    private final FaultPhotos photos;
    private final Outbox outbox;
    private final TransactionalOperator transaction;
    private final Detached detached;

    StreetWorkController(
            StreetFaults faults,
            FaultRows rows,
            FaultPhotos photos,
            Outbox outbox,
            TransactionalOperator transaction,
            Detached detached) {
        this.faults = faults;
        this.rows = rows;
        this.photos = photos;
        this.outbox = outbox;
        this.transaction = transaction;
        this.detached = detached;
    }

    /** While the job is in hand. */
    @GetMapping("/api/worker/street-faults/{id}/photos")
    Mono<List<PhotoId>> photos(@AuthenticationPrincipal Caller caller, @PathVariable UUID id) {
        return photos.forWorker(caller, id);
    }

    @GetMapping(path = "/api/worker/street-faults/{id}/photos/{photo}", produces = MediaType.IMAGE_JPEG_VALUE)
    Mono<byte[]> photo(@AuthenticationPrincipal Caller caller, @PathVariable UUID id, @PathVariable PhotoId photo) {
        return photos.forWorker(caller, id)
                .flatMap(seen -> photos.read(seen, photo))
                .map(Photo::jpeg);
    }

    @GetMapping("/api/admin/street-faults/{id}/photos")
    Mono<List<PhotoId>> shownPhotos(@AuthenticationPrincipal Caller caller, @PathVariable UUID id) {
        return photos.forAdmin(caller, id);
    }

    @GetMapping(path = "/api/admin/street-faults/{id}/photos/{photo}", produces = MediaType.IMAGE_JPEG_VALUE)
    Mono<byte[]> shownPhoto(
            @AuthenticationPrincipal Caller caller, @PathVariable UUID id, @PathVariable PhotoId photo) {
        return photos.forAdmin(caller, id)
                .flatMap(seen -> photos.read(seen, photo))
                .map(Photo::jpeg);
    }

    @GetMapping("/api/admin/street-prices")
    Mono<List<FaultRows.KindPrice>> prices(
            @AuthenticationPrincipal Caller caller, @RequestParam CommunityId communityId) {
        caller.mustBe(communityId, Role.COMMUNITY_ADMIN, Role.FINANCE);
        return rows.prices(communityId);
    }

    /** What the governance fund pays from now on for putting one of the kind right. */
    @PutMapping("/api/admin/street-prices")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> price(@AuthenticationPrincipal Caller caller, @Valid @RequestBody Price price) {
        return detached.run(faults.price(caller, price.communityId(), price.kind(), price.priceFen())
                .as(transaction::transactional));
    }

    /** For one that no budget could pay when it was done; repeating it is harmless. */
    @PostMapping("/api/admin/street-faults/{id}/funding")
    Mono<StreetFault.View> fund(@AuthenticationPrincipal Caller caller, @PathVariable UUID id) {
        return detached.run(faults.fund(caller, id).as(transaction::transactional))
                .map(fault -> fault.view(false));
    }

    @PostMapping("/api/admin/street-faults/{id}/dismissal")
    Mono<StreetFault.View> dismiss(
            @AuthenticationPrincipal Caller caller, @PathVariable UUID id, @Valid @RequestBody Dismissal dismissal) {
        return detached.run(
                        faults.dismiss(caller, id, dismissal.reason().strip()).as(transaction::transactional))
                .doOnSuccess(done -> outbox.nudge())
                .map(fault -> fault.view(false));
    }
}
