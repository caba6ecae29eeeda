package community.doorstep.scenes;

import community.doorstep.catalog.Catalog;
import community.doorstep.shared.Audit;
import community.doorstep.shared.Caller;
import community.doorstep.shared.Detached;
import community.doorstep.shared.Idempotency;
import community.doorstep.shared.Page;
import community.doorstep.shared.Refusal;
import community.doorstep.shared.Role;
import community.doorstep.shared.StationId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.transaction.reactive.TransactionalOperator;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Posters of stations: a code that opens what can be booked there, until it is taken back. */
@RestController
@RequestMapping("/api/admin/posters")
class PosterController {

    record NewPoster(@NotNull StationId stationId) {}

    record Poster(
            UUID id,
            StationId stationId,
            Instant madeAt,
            @Nullable Instant revokedAt) {

        static Poster of(Scene scene) {
            return new Poster(scene.id(), new StationId(scene.target()), scene.madeAt(), scene.revokedAt());
        }
    }

    private final Scenes scenes;
    private final SceneRows rows;
    private final Catalog catalog;
    private final Audit audit;
    private final Idempotency idempotency;
    private final Detached detached;
    private final TransactionalOperator transaction;

    PosterController(
            Scenes scenes,
            SceneRows rows,
            Catalog catalog,
            Audit audit,
            Idempotency idempotency,
            Detached detached,
            TransactionalOperator transaction) {
        this.scenes = scenes;
        this.rows = rows;
        this.catalog = catalog;
        this.audit = audit;
        this.idempotency = idempotency;
        this.detached = detached;
        this.transaction = transaction;
    }

    /** Refuses {@code station-unknown} (404) of another community. */
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Mono<Poster> make(
            @AuthenticationPrincipal Caller caller,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @Valid @RequestBody NewPoster wanted) {
        UUID[] own = communities(caller);
        Mono<Poster> work = catalog.station(wanted.stationId())
                .filter(station ->
                        Arrays.asList(own).contains(station.communityId().value()))
                .switchIfEmpty(Mono.error(() -> Refusal.notFound("station-unknown")))
                .flatMap(station -> scenes.make(new NewScene(
                        station.communityId(),
                        ScenePurpose.STATION,
                        station.id().value(),
                        true,
                        null,
                        caller.person())))
                .map(made -> made.scene())
                .delayUntil(made -> audit.note(caller.person(), made.community(), "poster-made", made.id(), ""))
                .map(Poster::of);
        return idempotency.once(caller.person(), key, wanted, Poster.class, work);
    }

    @GetMapping
    Mono<Page<Poster>> posters(
            @AuthenticationPrincipal Caller caller,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "20") int size) {
        return rows.posters(communities(caller), Page.before(cursor), Page.size(size) + 1)
                .map(Poster::of)
                .collectList()
                .map(found -> Page.of(found, size, Poster::id));
    }

    /** To print. Refuses {@code scene-unknown} (404), {@code wechat-unavailable} (503). */
    @GetMapping(path = "/{id}/picture", produces = MediaType.IMAGE_PNG_VALUE)
    Mono<byte[]> picture(@AuthenticationPrincipal Caller caller, @PathVariable UUID id) {
        return own(caller, id).flatMap(scene -> scenes.picture(scene.id()));
    }

    /** From here on it leads nowhere; repeating it is harmless. Refuses {@code scene-unknown} (404). */
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> revoke(@AuthenticationPrincipal Caller caller, @PathVariable UUID id) {
        Mono<Void> work = own(caller, id)
                .delayUntil(scene -> rows.revoke(id))
                .flatMap(scene -> audit.note(caller.person(), scene.community(), "poster-revoked", id, ""));
        return detached.run(work.as(transaction::transactional));
    }

    private Mono<Scene> own(Caller caller, UUID id) {
        return rows.poster(id, communities(caller)).switchIfEmpty(Mono.error(() -> Refusal.notFound("scene-unknown")));
    }

    private static UUID[] communities(Caller caller) {
        return caller.communitiesAs(Role.COMMUNITY_ADMIN);
    }
}
