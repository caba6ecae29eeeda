package community.doorstep.screening;

import community.doorstep.media.Photo;
import community.doorstep.media.Photos;
import community.doorstep.shared.Audit;
import community.doorstep.shared.Caller;
import community.doorstep.shared.Detached;
import community.doorstep.shared.Outbox;
import community.doorstep.shared.Page;
import community.doorstep.shared.Refusal;
import community.doorstep.shared.Role;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.transaction.reactive.TransactionalOperator;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** What waits for a person's look before others see it; never whose it is. Each look at a photo is written down. */
@RestController
@RequestMapping("/api/admin/screenings")
class ScreeningController {

    /**
     * @param words null when it is a photo
     * @param verdict what WeChat thought: REVIEW or RISKY; null when it could not be asked, or was silent
     */
    record ScreeningView(
            UUID id,
            String source,
            UUID subjectId,
            @Nullable String words,
            boolean photo,
            @Nullable String verdict,
            Instant since) {

        static ScreeningView of(ScreeningRows.Waiting waiting) {
            return new ScreeningView(
                    waiting.id(),
                    waiting.source(),
                    waiting.subject(),
                    waiting.words(),
                    waiting.photo() != null,
                    waiting.verdict(),
                    waiting.since());
        }

        @Override
        public String toString() {
            return "ScreeningView[" + id + "]";
        }
    }

    /** @param shown whether others may see it */
    record ScreeningDecision(@NotNull Boolean shown) {}

    private final ScreeningRows rows;
    private final Photos photos;
    private final Audit audit;
    private final Outbox outbox;
    private final Detached detached;
    private final TransactionalOperator transaction;

    ScreeningController(
            ScreeningRows rows,
            Photos photos,
            Audit audit,
            Outbox outbox,
            Detached detached,
            TransactionalOperator transaction) {
        this.rows = rows;
        this.photos = photos;
        this.audit = audit;
        this.outbox = outbox;
        this.detached = detached;
        this.transaction = transaction;
    }

    @GetMapping
    Mono<Page<ScreeningView>> queue(
            @AuthenticationPrincipal Caller caller,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "20") int size) {
        return rows.queue(communities(caller), Page.before(cursor), Page.size(size) + 1)
                .map(ScreeningView::of)
                .collectList()
                .map(found -> Page.of(found, size, ScreeningView::id));
    }

    /** Refuses {@code screening-unknown} (404). */
    @GetMapping(path = "/{id}/photo", produces = MediaType.IMAGE_JPEG_VALUE)
    Mono<byte[]> photo(@AuthenticationPrincipal Caller caller, @PathVariable UUID id) {
        return detached.run(rows.photo(id, communities(caller))
                        .delayUntil(photo -> audit.note(caller.person(), photo.community(), "screening-photo", id, ""))
                        .as(transaction::transactional))
                .flatMap(shown -> photos.read(shown.photo()))
                .map(Photo::jpeg)
                .switchIfEmpty(Mono.error(() -> Refusal.notFound("screening-unknown")));
    }

    /** Refuses {@code screening-unknown} (404), also when somebody has decided it. */
    @PostMapping("/{id}/decision")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> decide(
            @AuthenticationPrincipal Caller caller,
            @PathVariable UUID id,
            @Valid @RequestBody ScreeningDecision decision) {
        Mono<Void> work = rows.decided(id, communities(caller), caller.person(), decision.shown())
                .switchIfEmpty(Mono.error(() -> Refusal.notFound("screening-unknown")))
                .delayUntil(outbox::add)
                .flatMap(screened -> audit.note(
                        caller.person(), screened.community(), "screened", id, decision.shown() ? "shown" : "refused"));
        return detached.run(work.as(transaction::transactional));
    }

    private static UUID[] communities(Caller caller) {
        return caller.communitiesAs(Role.COMMUNITY_ADMIN);
    }
}
