package community.doorstep.signin;

import community.doorstep.shared.Audit;
import community.doorstep.shared.Caller;
import community.doorstep.shared.Detached;
import community.doorstep.shared.Refusal;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.transaction.reactive.TransactionalOperator;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The app's side: staff look at what they have scanned, then let it in or not. A code works once, without a key. */
@RestController
@RequestMapping("/api/me/console-sign-ins")
class ScanConfirmationController {

    record ScannedCode(@NotBlank @Size(max = 40) String code) {
        /** As scanned, or as typed. */
        String plain() {
            return code.startsWith(ScanController.PREFIX) ? code.substring(ScanController.PREFIX.length()) : code;
        }

        @Override
        public String toString() {
            return "ScannedCode[…]";
        }
    }

    private final ScanCodes codes;
    private final Audit audit;
    private final TransactionalOperator transaction;
    private final Detached detached;

    ScanConfirmationController(ScanCodes codes, Audit audit, TransactionalOperator transaction, Detached detached) {
        this.codes = codes;
        this.audit = audit;
        this.transaction = transaction;
        this.detached = detached;
    }

    /** Refuses {@code role-missing} (403), {@code scan-code-unknown} (404). */
    @PostMapping("/search")
    Mono<ScanCodes.AskingBrowser> look(
            @AuthenticationPrincipal Caller caller, @Valid @RequestBody ScannedCode scanned) {
        mustBeStaff(caller);
        return codes.asking(scanned.plain());
    }

    /** The same. */
    @PostMapping("/confirmation")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> confirm(@AuthenticationPrincipal Caller caller, @Valid @RequestBody ScannedCode scanned) {
        mustBeStaff(caller);
        Mono<Void> work = codes.confirm(scanned.plain(), caller.person())
                .then(Mono.defer(() -> audit.note(
                        caller.person(),
                        null,
                        "console-sign-in-confirmed",
                        caller.person().value(),
                        "")));
        return detached.run(work.as(transaction::transactional));
    }

    /** Harmless when it is over already. */
    @PostMapping("/refusal")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> refuse(@AuthenticationPrincipal Caller caller, @Valid @RequestBody ScannedCode scanned) {
        mustBeStaff(caller);
        return detached.run(codes.refuse(scanned.plain()));
    }

    private static void mustBeStaff(Caller caller) {
        if (caller.roles().isEmpty()) {
            throw Refusal.forbidden("role-missing");
        }
    }
}
