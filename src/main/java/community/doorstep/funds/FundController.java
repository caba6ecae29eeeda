package community.doorstep.funds;

import community.doorstep.shared.Caller;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.Detached;
import community.doorstep.shared.Idempotency;
import community.doorstep.shared.IfMatch;
import community.doorstep.shared.Page;
import community.doorstep.shared.Role;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.transaction.reactive.TransactionalOperator;
import org.springframework.web.bind.annotation.DeleteMapping;
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

/** The funds of a community. */
@RestController
@RequestMapping("/api/admin/funds")
class FundController {

    static final String CODE = "[a-z0-9][a-z0-9-]{0,39}";

    record NewFund(
            @NotNull CommunityId communityId,

            @NotNull @Pattern(regexp = CODE) String code,

            @NotNull FundKind kind,
            @NotBlank @Size(max = 80) String nameZh,
            @NotBlank @Size(max = 80) String nameEn) {}

    record EditedFund(
            @NotNull FundKind kind,
            @NotBlank @Size(max = 80) String nameZh,
            @NotBlank @Size(max = 80) String nameEn) {}

    private final FundRegister funds;
    private final Idempotency idempotency;
    private final Detached detached;
    private final TransactionalOperator transaction;

    FundController(FundRegister funds, Idempotency idempotency, Detached detached, TransactionalOperator transaction) {
        this.funds = funds;
        this.idempotency = idempotency;
        this.detached = detached;
        this.transaction = transaction;
    }

    /** Newest first. */
    @GetMapping
    Mono<Page<RegisteredFund>> list(
            @AuthenticationPrincipal Caller caller,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "20") int size) {
        return funds.list(caller, cursor, size);
    }

    /** Refuses {@code fund-code-taken} (409). */
    @PostMapping
    Mono<ResponseEntity<RegisteredFund>> add(
            @AuthenticationPrincipal Caller caller,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @Valid @RequestBody NewFund wanted) {
        caller.mustBe(wanted.communityId(), Role.COMMUNITY_ADMIN);
        return idempotency
                .once(caller.person(), key, wanted, RegisteredFund.class, funds.add(caller, wanted))
                .map(made -> IfMatch.answer(HttpStatus.CREATED, made.version(), made));
    }

    /** Refuses {@code fund-unknown} (404). */
    @GetMapping("/{id}")
    Mono<ResponseEntity<RegisteredFund>> fund(@AuthenticationPrincipal Caller caller, @PathVariable UUID id) {
        return funds.fund(caller, id).map(fund -> IfMatch.answer(HttpStatus.OK, fund.version(), fund));
    }

    /**
     * Published price books keep the names they have. Refuses {@code fund-unknown} (404), {@code version-changed} (412),
     * {@code if-match-missing} (428).
     */
    @PutMapping("/{id}")
    Mono<ResponseEntity<RegisteredFund>> edit(
            @AuthenticationPrincipal Caller caller,
            @PathVariable UUID id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String match,
            @Valid @RequestBody EditedFund edited) {
        Mono<RegisteredFund> work = funds.edit(caller, id, IfMatch.version(match), edited);
        return detached.run(work.as(transaction::transactional))
                .map(fund -> IfMatch.answer(HttpStatus.OK, fund.version(), fund));
    }

    /**
     * Refuses {@code fund-unknown} (404), {@code fund-in-use} (409: it has budgets), {@code version-changed} (412),
     * {@code if-match-missing} (428).
     */
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> remove(
            @AuthenticationPrincipal Caller caller,
            @PathVariable UUID id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String match) {
        return detached.run(funds.remove(caller, id, IfMatch.version(match)).as(transaction::transactional));
    }
}
