package community.doorstep.delivery;

import community.doorstep.shared.Caller;
import community.doorstep.shared.Idempotency;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Refusal;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Which subscribe messages the signed-in person lets us send. */
@RestController
class AcceptanceController {

    /** What {@code wx.requestSubscribeMessage} answered for a template. */
    enum Answer {
        accept,
        acceptWithAudio,
        reject,
        ban,
        filter
    }

    /** @param answers by the template's id, as {@code wx.requestSubscribeMessage} gave them */
    record Answers(@NotNull @Size(min = 1, max = 10) Map<String, @NotNull Answer> answers) {}

    /** @param accepted how many messages may still be sent */
    record Acceptance(String templateId, int accepted) {}

    record MessageAcceptances(List<Acceptance> items) {}

    private final Acceptances acceptances;
    private final Templates templates;
    private final Idempotency idempotency;

    AcceptanceController(Acceptances acceptances, Templates templates, Idempotency idempotency) {
        this.acceptances = acceptances;
        this.templates = templates;
        this.idempotency = idempotency;
    }

    /** The templates to ask for, those with the fewest acceptances first. */
    @GetMapping("/api/me/message-acceptances")
    Mono<MessageAcceptances> all(@AuthenticationPrincipal Caller caller) {
        return all(caller.person());
    }

    private Mono<MessageAcceptances> all(PersonId person) {
        return acceptances
                .of(person)
                .map(known -> templates.ids().stream()
                        .map(id -> new Acceptance(id, known.getOrDefault(id, 0)))
                        .sorted(Comparator.comparingInt(Acceptance::accepted))
                        .toList())
                .map(MessageAcceptances::new);
    }

    /** Each acceptance is good for one message. Refuses {@code template-unknown} (400). */
    @PostMapping("/api/me/message-acceptances")
    Mono<MessageAcceptances> answered(
            @AuthenticationPrincipal Caller caller,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @Valid @RequestBody Answers answers) {
        Set<String> known = templates.ids();
        if (!known.containsAll(answers.answers().keySet())) {
            return Mono.error(Refusal.badRequest("template-unknown"));
        }
        Mono<MessageAcceptances> work = acceptances
                .add(caller.person(), answered(answers, Set.of(Answer.accept, Answer.acceptWithAudio)))
                .thenMany(Flux.fromIterable(answered(answers, Set.of(Answer.ban))))
                .concatMap(banned -> acceptances.forget(caller.person(), banned))
                .then(Mono.defer(() -> all(caller.person())));
        return idempotency.once(caller.person(), key, answers, MessageAcceptances.class, work);
    }

    private static List<String> answered(Answers answers, Set<Answer> wanted) {
        return answers.answers().entrySet().stream()
                .filter(answer -> wanted.contains(answer.getValue()))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }
}
