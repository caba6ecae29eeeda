package community.doorstep.bench;

import community.doorstep.shared.Caller;
import java.util.Map;
import org.springframework.context.annotation.Profile;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** What HTTP, sign-in, rate limits and a small JSON body cost by themselves. */
@RestController
@Profile("bench")
class NothingController {

    static final String PATH = "/api/bench/nothing";

    @PostMapping(PATH)
    Mono<Map<String, String>> nothing(@AuthenticationPrincipal Caller caller, @RequestBody Map<String, String> body) {
        return Mono.just(body);
    }
}
