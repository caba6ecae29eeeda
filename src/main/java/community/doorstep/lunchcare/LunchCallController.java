package community.doorstep.lunchcare;

import community.doorstep.identity.Family;
import community.doorstep.shared.Caller;
import community.doorstep.shared.Detached;
import community.doorstep.shared.Idempotency;
import community.doorstep.shared.Outbox;
import community.doorstep.shared.Page;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Refusal;
import community.doorstep.shared.Role;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Whom the station looks for, whom it calls, and what it hears. */
@RestController
@RequestMapping("/api")
class LunchCallController {

    record Neighbour(
            @NotBlank @Size(max = 40) String name,
            @NotNull @Pattern(regexp = "\\+?[0-9]{7,15}") String phone) {
        @Override
        public String toString() {
            return "Neighbour[…]";
        }
    }

    record Contacts(@NotNull @Size(max = 3) List<@NotNull @Valid Neighbour> neighbours) {}

    record NewAnswer(
            LunchAnswer.@NotNull Asked asked,
            LunchAnswer.@NotNull Said answer,
            @Nullable @Size(max = 200) String note) {
        @Override
        public String toString() {
            return "NewAnswer[" + answer + "]";
        }
    }

    private final LunchCalls calls;
    private final CallDesk desk;
    private final LunchContacts contacts;
    private final Family family;
    private final Idempotency idempotency;
    private final Detached detached;
    private final Outbox outbox;

    LunchCallController(
            LunchCalls calls,
            CallDesk desk,
            LunchContacts contacts,
            Family family,
            Idempotency idempotency,
            Detached detached,
            Outbox outbox) {
        this.calls = calls;
        this.desk = desk;
        this.contacts = contacts;
        this.family = family;
        this.idempotency = idempotency;
        this.detached = detached;
        this.outbox = outbox;
    }

    @GetMapping("/me/lunch-contacts/{personId}")
    Mono<Contacts> contacts(@AuthenticationPrincipal Caller caller, @PathVariable PersonId personId) {
        return family.mustActFor(caller, personId)
                .then(Mono.defer(() -> contacts.of(personId)))
                .map(LunchCallController::contacts);
    }

    /** Neighbours who may be called when the person does not come to eat; sealed at rest. */
    @PutMapping("/me/lunch-contacts/{personId}")
    Mono<Contacts> setContacts(
            @AuthenticationPrincipal Caller caller,
            @PathVariable PersonId personId,
            @Valid @RequestBody Contacts said) {
        List<LunchContacts.Neighbour> neighbours = said.neighbours().stream()
                .map(one -> new LunchContacts.Neighbour(one.name().strip(), one.phone()))
                .toList();
        return family.mustActFor(caller, personId)
                .then(Mono.defer(() -> detached.run(contacts.set(personId, neighbours, caller.person()))))
                .map(LunchCallController::contacts);
    }

    private static Contacts contacts(List<LunchContacts.Neighbour> neighbours) {
        return new Contacts(neighbours.stream()
                .map(one -> new Neighbour(one.name(), one.phone()))
                .toList());
    }

    @GetMapping("/station/lunch-calls")
    Mono<Page<CallDesk.Row>> list(
            @AuthenticationPrincipal Caller caller,
            @RequestParam(defaultValue = "OPEN") LunchCall.State state,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "50") int size) {
        return desk.list(communities(caller), state, Page.before(cursor), Page.size(size));
    }

    /** With whom to call, in which order; reading it is written down. */
    @GetMapping("/station/lunch-calls/{id}")
    Mono<CallDesk.View> one(@AuthenticationPrincipal Caller caller, @PathVariable UUID id) {
        return desk.one(caller, communities(caller), id);
    }

    /** {@code WELL} and {@code HELPED} end the search. Refuses {@code lunch-answer-unclear} (422) for {@code CAME}. */
    @PostMapping("/station/lunch-calls/{id}/answers")
    @ResponseStatus(HttpStatus.CREATED)
    Mono<LunchAnswer> answer(
            @AuthenticationPrincipal Caller caller,
            @PathVariable UUID id,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @Valid @RequestBody NewAnswer said) {
        if (said.answer() == LunchAnswer.Said.CAME) {
            throw Refusal.unprocessable("lunch-answer-unclear");
        }
        String note = said.note() == null ? "" : said.note().strip();
        UUID[] communities = communities(caller);
        return idempotency
                .once(
                        caller.person(),
                        key,
                        List.of(id, said),
                        LunchAnswer.class,
                        calls.answer(caller, communities, id, said.asked(), said.answer(), note))
                .doOnNext(answered -> outbox.nudge());
    }

    private static UUID[] communities(Caller caller) {
        return caller.communitiesAs(Role.COUNTER, Role.OPERATOR, Role.STATION_LEAD);
    }
}
