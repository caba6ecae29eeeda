package community.doorstep.repair;

import community.doorstep.catalog.SlotId;
import community.doorstep.shared.Caller;
import community.doorstep.shared.Outbox;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The operator on the telephone. */
@RestController
@RequestMapping("/api/station/calls")
class CallFormController {

    record Calling(
            @NotBlank @Pattern(regexp = "\\+?[0-9]{7,15}") String phone) {
        @Override
        public String toString() {
            return "Calling[…]";
        }
    }

    /** @param slotId the next that can be booked, when left out; a visit under warranty needs none */
    record Repeat(@NotNull UUID callId, @Nullable SlotId slotId) {}

    private final CallForm form;
    private final Outbox outbox;

    CallFormController(CallForm form, Outbox outbox) {
        this.form = form;
        this.outbox = outbox;
    }

    /** A search, so that the number stands in no address. */
    @PostMapping("/caller")
    Mono<CallerCard> caller(@AuthenticationPrincipal Caller caller, @Valid @RequestBody Calling calling) {
        return form.caller(caller, calling.phone());
    }

    @PostMapping("/repeats")
    @ResponseStatus(HttpStatus.CREATED)
    Mono<CallForm.Repeated> repeat(
            @AuthenticationPrincipal Caller caller,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @Valid @RequestBody Repeat wanted) {
        return form.repeat(caller, key, wanted.callId(), wanted.slotId()).doOnSuccess(made -> outbox.nudge());
    }
}
