package community.doorstep.scenes;

import community.doorstep.shared.PersonId;
import community.doorstep.shared.Refusal;
import community.doorstep.shared.Secret;
import community.doorstep.wechat.MiniProgram;
import java.time.Clock;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Makes codes, draws them, and says what they lead to. */
@Component
public class Scenes {

    /**
     * A new code.
     *
     * @param code what stands in it, for clients that draw it themselves; shown once
     */
    public record Made(Scene scene, String code) {}

    private static final int BYTES = 16;
    private static final Pattern WELL_FORMED = Pattern.compile("[A-Za-z0-9_-]{22}");

    private final SceneRows rows;
    private final MiniProgram wechat;
    private final Clock clock;

    Scenes(SceneRows rows, MiniProgram wechat, Clock clock) {
        this.rows = rows;
        this.wechat = wechat;
        this.clock = clock;
    }

    /** In the caller's transaction. */
    public Mono<Made> make(NewScene wanted) {
        return Mono.fromSupplier(() -> Secret.fresh(BYTES))
                .flatMap(code -> rows.insert(wanted, code).map(scene -> new Made(scene, code)));
    }

    /** The code for one use of the target, made if there is none; in the caller's transaction. */
    public Mono<Scene> forOneUse(NewScene wanted) {
        return rows.forOneUse(wanted.target())
                .switchIfEmpty(Mono.defer(() -> make(wanted).map(Made::scene)))
                .switchIfEmpty(Mono.defer(() -> rows.forOneUse(wanted.target())));
    }

    /** What a code for one use was made for, whatever became of it; empty when it is none, or for another purpose. */
    public Mono<UUID> target(String code, ScenePurpose purpose) {
        return known(code)
                .filter(scene -> scene.purpose() == purpose && !scene.reusable())
                .map(Scene::target);
    }

    /** In the caller's transaction: what its code was for has happened, in whichever way. */
    public Mono<Void> spent(UUID target, PersonId by) {
        return rows.spend(target, by);
    }

    /** In the caller's transaction: its code leads nowhere any more. */
    public Mono<Void> revoked(UUID target) {
        return rows.revokeFor(target);
    }

    /** Where a code leads; refuses {@code scene-unknown} (404), also when it is used up, revoked or over. */
    public Mono<Scene> of(String code) {
        return known(code)
                .filter(scene -> scene.leadsSomewhere(clock.instant()))
                .switchIfEmpty(Mono.error(() -> Refusal.notFound("scene-unknown")));
    }

    private Mono<Scene> known(String code) {
        return WELL_FORMED.matcher(code).matches() ? rows.byCode(code) : Mono.empty();
    }

    /**
     * The picture to print, as PNG; WeChat draws it once. Outside of any transaction. Refuses {@code scene-unknown}
     * (404), {@code wechat-unavailable} (503).
     */
    public Mono<byte[]> picture(UUID id) {
        return rows.picture(id)
                .switchIfEmpty(Mono.defer(() -> drawn(id)))
                .switchIfEmpty(Mono.error(() -> Refusal.notFound("scene-unknown")));
    }

    private Mono<byte[]> drawn(UUID id) {
        return rows.drawing(id)
                .flatMap(
                        drawing -> wechat.code(drawing.code(), drawing.purpose().page()))
                .delayUntil(picture -> rows.keep(id, picture));
    }
}
