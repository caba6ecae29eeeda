package community.doorstep.scenes;

import community.doorstep.shared.PersonId;
import community.doorstep.shared.Refusal;
import community.doorstep.wechat.MiniProgram;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
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

    private final SecureRandom random = new SecureRandom();
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
        return Mono.fromSupplier(this::code)
                .flatMap(code -> rows.insert(wanted, code).map(scene -> new Made(scene, code)));
    }

    private String code() {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Where a code leads; refuses {@code scene-unknown} (404), also when it is used up, revoked or over. */
    public Mono<Scene> of(String code) {
        return known(code)
                .filter(scene -> scene.leadsSomewhere(clock.instant()))
                .switchIfEmpty(Mono.error(() -> Refusal.notFound("scene-unknown")));
    }

    /** Uses a code up, in the caller's transaction. Refuses {@code scene-unknown} (404), {@code scene-used} (409). */
    public Mono<Scene> use(String code, ScenePurpose purpose, PersonId by) {
        return known(code)
                .filter(scene -> scene.purpose() == purpose && !scene.reusable())
                .switchIfEmpty(Mono.error(() -> Refusal.notFound("scene-unknown")))
                .flatMap(scene -> rows.use(scene.id(), by)
                        .switchIfEmpty(Mono.error(() -> scene.leadsSomewhere(clock.instant()) || scene.usedAt() != null
                                ? Refusal.conflict("scene-used")
                                : Refusal.notFound("scene-unknown"))));
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
