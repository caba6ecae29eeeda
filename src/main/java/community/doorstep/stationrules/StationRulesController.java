package community.doorstep.stationrules;

import community.doorstep.shared.Caller;
import community.doorstep.shared.IfMatch;
import community.doorstep.shared.StationId;
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
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** How a station answers its jobs: read with an ETag, set with it. */
@RestController
class StationRulesController {

    private final StationRuleBook book;

    StationRulesController(StationRuleBook book) {
        this.book = book;
    }

    /** For its leads. Refuses {@code station-unknown} (404). */
    @GetMapping("/api/station/stations/{id}/dispatch")
    Mono<ResponseEntity<StationRules>> forLeads(@AuthenticationPrincipal Caller caller, @PathVariable StationId id) {
        return rules(caller, id);
    }

    /** For admins of its community. Refuses {@code station-unknown} (404). */
    @GetMapping("/api/admin/stations/{id}/dispatch")
    Mono<ResponseEntity<StationRules>> rules(@AuthenticationPrincipal Caller caller, @PathVariable StationId id) {
        return book.of(caller, id).map(StationRulesController::answer);
    }

    /**
     * All of them. Refuses {@code station-unknown} (404), {@code version-changed} (412), {@code station-rules-invalid}
     * (422), {@code if-match-missing} (428).
     */
    @PutMapping("/api/admin/stations/{id}/dispatch")
    Mono<ResponseEntity<StationRules>> set(
            @AuthenticationPrincipal Caller caller,
            @PathVariable StationId id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String match,
            @Valid @RequestBody StationRules wanted) {
        return book.set(caller, id, IfMatch.version(match), wanted.checked(id)).map(StationRulesController::answer);
    }

    private static ResponseEntity<StationRules> answer(StationRuleBook.Entry entry) {
        return IfMatch.answer(HttpStatus.OK, entry.version(), entry.rules());
    }
}
