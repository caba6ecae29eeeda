package community.doorstep.catalog;

import community.doorstep.shared.Caller;
import community.doorstep.shared.IfMatch;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** How a service is booked: read with an ETag, set with it. */
@RestController
@RequestMapping("/api/admin/services/{id}/rules")
class RulesController {

    private final RuleBook rules;

    RulesController(RuleBook rules) {
        this.rules = rules;
    }

    /** Refuses {@code service-unknown} (404). */
    @GetMapping
    Mono<ResponseEntity<ServiceRules>> rules(@AuthenticationPrincipal Caller caller, @PathVariable ServiceId id) {
        return rules.of(caller, id).map(RulesController::answer);
    }

    /**
     * All of them; slots that are there keep their opening. Refuses {@code service-unknown} (404), {@code
     * version-changed} (412), {@code rules-invalid} (422), {@code if-match-missing} (428).
     */
    @PutMapping
    Mono<ResponseEntity<ServiceRules>> set(
            @AuthenticationPrincipal Caller caller,
            @PathVariable ServiceId id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String match,
            @Valid @RequestBody ServiceRules wanted) {
        return rules.set(caller, id, IfMatch.version(match), wanted.checked()).map(RulesController::answer);
    }

    private static ResponseEntity<ServiceRules> answer(RuleBook.Entry entry) {
        return IfMatch.answer(HttpStatus.OK, entry.version(), entry.rules());
    }
}
