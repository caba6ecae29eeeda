package community.doorstep.feedback;

import community.doorstep.shared.Caller;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.Detached;
import community.doorstep.shared.Idempotency;
import community.doorstep.shared.Outbox;
import community.doorstep.shared.Page;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.transaction.reactive.TransactionalOperator;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Ratings and complaints, for all services alike. */
@RestController
class FeedbackController {

    record NewRating(
            @NotNull @Min(1) @Max(5) Integer stars,
            @Nullable @Size(max = 500) String words) {

        @Override
        public String toString() {
            return "NewRating[" + stars + "]";
        }
    }

    record NewComplaint(@NotBlank @Size(max = 1000) String words) {

        @Override
        public String toString() {
            return "NewComplaint[…]";
        }
    }

    record Answer(@NotBlank @Size(max = 1000) String answer) {

        @Override
        public String toString() {
            return "Answer[…]";
        }
    }

    private record Said(UUID booking, Object what) {}

    private final Ratings ratings;
    private final Complaints complaints;
    private final Idempotency idempotency;
    private final Outbox outbox;
    private final TransactionalOperator transaction;
    private final Detached detached;
    private final Clock clock;

    FeedbackController(
            Ratings ratings,
            Complaints complaints,
            Idempotency idempotency,
            Outbox outbox,
            TransactionalOperator transaction,
            Detached detached,
            Clock clock) {
        this.ratings = ratings;
        this.complaints = complaints;
        this.idempotency = idempotency;
        this.outbox = outbox;
        this.transaction = transaction;
        this.detached = detached;
        this.clock = clock;
    }

    /** Once, after the service was given. */
    @PostMapping("/api/bookings/{id}/rating")
    @ResponseStatus(HttpStatus.CREATED)
    Mono<Ratings.RatingView> rate(
            @AuthenticationPrincipal Caller caller,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @PathVariable UUID id,
            @Valid @RequestBody NewRating rating) {
        Mono<Ratings.RatingView> work = ratings.rate(caller, id, rating.stars(), rating.words());
        return idempotency.once(caller.person(), key, new Said(id, rating), Ratings.RatingView.class, work);
    }

    @GetMapping("/api/bookings/{id}/rating")
    Mono<Ratings.RatingView> rating(@AuthenticationPrincipal Caller caller, @PathVariable UUID id) {
        return ratings.of(caller, id);
    }

    @PostMapping("/api/bookings/{id}/complaints")
    @ResponseStatus(HttpStatus.CREATED)
    Mono<Complaint.View> complain(
            @AuthenticationPrincipal Caller caller,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @PathVariable UUID id,
            @Valid @RequestBody NewComplaint complaint) {
        Mono<Complaint.View> work = ratings.own(caller, id)
                .flatMap(booking -> complaints.raise(caller, booking, complaint.words()))
                .map(raised -> raised.view(clock.instant()));
        return idempotency
                .once(caller.person(), key, new Said(id, complaint), Complaint.View.class, work)
                .doOnSuccess(raised -> outbox.nudge());
    }

    @GetMapping("/api/me/complaints")
    Mono<Page<Complaint.View>> mine(
            @AuthenticationPrincipal Caller caller,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "20") int size) {
        int asked = Page.size(size);
        return complaints
                .by(caller.person(), Page.before(cursor), asked + 1)
                .map(found ->
                        found.stream().map(one -> one.view(clock.instant())).toList())
                .map(views -> Page.of(views, asked, Complaint.View::id));
    }

    /** Newest first; each look is written down. */
    @GetMapping("/api/admin/complaints")
    Mono<Page<Complaint.View>> complaints(
            @AuthenticationPrincipal Caller caller,
            @RequestParam CommunityId communityId,
            @RequestParam(defaultValue = "OPEN") Complaints.Asked state,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "20") int size) {
        int asked = Page.size(size);
        return detached.run(complaints
                        .in(caller, communityId, state, Page.before(cursor), asked + 1)
                        .as(transaction::transactional))
                .map(found ->
                        found.stream().map(one -> one.view(clock.instant())).toList())
                .map(views -> Page.of(views, asked, Complaint.View::id));
    }

    @PostMapping("/api/admin/complaints/{id}/answer")
    Mono<Complaint.View> answer(
            @AuthenticationPrincipal Caller caller, @PathVariable UUID id, @Valid @RequestBody Answer answer) {
        return detached.run(complaints.answer(caller, id, answer.answer()).as(transaction::transactional))
                .doOnSuccess(done -> outbox.nudge())
                .map(done -> done.view(clock.instant()));
    }

    /** What was said of the services; never by whom. */
    @GetMapping("/api/admin/ratings")
    Mono<Page<Ratings.RatingView>> ratings(
            @AuthenticationPrincipal Caller caller,
            @RequestParam CommunityId communityId,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "20") int size) {
        return ratings.in(caller, communityId, Page.before(cursor), Page.size(size));
    }
}
