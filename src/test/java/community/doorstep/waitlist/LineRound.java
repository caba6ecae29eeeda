package community.doorstep.waitlist;

import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What happens to the lines when time has passed, at a moment that the test chooses. */
@Component
@Profile("test")
public class LineRound {

    private final LineKeeping.LineKeeper keeper;

    LineRound(LineKeeping.LineKeeper keeper) {
        this.keeper = keeper;
    }

    /** Answers how many slots were touched. */
    public Mono<Long> pass() {
        return keeper.keep();
    }
}
