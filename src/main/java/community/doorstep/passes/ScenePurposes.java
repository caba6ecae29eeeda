package community.doorstep.passes;

import community.doorstep.scenes.ScenePurpose;
import java.util.Arrays;
import reactor.core.publisher.Mono;

/** For which purposes of passes there are codes to print. */
final class ScenePurposes {

    private ScenePurposes() {}

    /** Empty when there are none for it. */
    static Mono<ScenePurpose> of(String purpose) {
        return Mono.justOrEmpty(Arrays.stream(ScenePurpose.values())
                .filter(known -> known.name().equals(purpose))
                .findFirst());
    }
}
