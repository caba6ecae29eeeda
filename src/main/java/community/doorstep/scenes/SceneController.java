package community.doorstep.scenes;

import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** What the mini program asks when a code has opened it. */
@RestController
class SceneController {

    /** @param targetId the station, the booking, the pass */
    record SceneView(ScenePurpose purpose, UUID targetId) {}

    private final Scenes scenes;

    SceneController(Scenes scenes) {
        this.scenes = scenes;
    }

    /** Looking uses nothing up. Refuses {@code scene-unknown} (404), also when it is used up, revoked or over. */
    @GetMapping("/api/scenes/{code}")
    Mono<SceneView> scene(@PathVariable String code) {
        return scenes.of(code).map(scene -> new SceneView(scene.purpose(), scene.target()));
    }
}
