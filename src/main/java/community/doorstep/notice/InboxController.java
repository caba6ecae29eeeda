package community.doorstep.notice;

import community.doorstep.shared.Caller;
import community.doorstep.shared.Language;
import community.doorstep.shared.Page;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** What the signed-in person was told, of themselves and of those they act for. */
@RestController
@RequestMapping("/api/me/inbox")
class InboxController {

    /**
     * One of the two.
     *
     * @param upTo this notice and all before it
     * @param ids these
     */
    record Reading(
            @Nullable UUID upTo, @Nullable @Size(max = 100) List<@NotNull UUID> ids) {}

    record Unread(long unread) {}

    private final Inbox inbox;

    InboxController(Inbox inbox) {
        this.inbox = inbox;
    }

    /** The words are Chinese unless {@code Accept-Language} asks for English first. */
    @GetMapping
    Mono<InboxView> inbox(
            @AuthenticationPrincipal Caller caller,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "20") int size,
            ServerWebExchange exchange) {
        return inbox.page(caller.person(), Page.before(cursor), Page.size(size), Language.of(exchange));
    }

    /** Repeating it is harmless. */
    @PostMapping("/read")
    Mono<Unread> read(@AuthenticationPrincipal Caller caller, @Valid @RequestBody Reading reading) {
        return inbox.read(caller.person(), reading.upTo(), reading.ids()).map(Unread::new);
    }
}
