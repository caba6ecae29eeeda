package community.doorstep.checkout;

import community.doorstep.catalog.Catalog;
import community.doorstep.identity.Family;
import community.doorstep.payment.PaymentId;
import community.doorstep.payment.Receipt;
import community.doorstep.payment.Receipts;
import community.doorstep.shared.Caller;
import community.doorstep.shared.Page;
import community.doorstep.shared.Refusal;
import community.doorstep.shared.Role;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** What one and one's family have paid. */
@RestController
class ReceiptController {

    private static final String TEXT = MediaType.TEXT_PLAIN_VALUE + ";charset=UTF-8";
    private static final UUID[] NOWHERE = {};

    private final Receipts receipts;
    private final Family family;
    private final Catalog catalog;

    ReceiptController(Receipts receipts, Family family, Catalog catalog) {
        this.receipts = receipts;
        this.family = family;
        this.catalog = catalog;
    }

    @GetMapping("/api/payments")
    Mono<Page<Receipt>> mine(
            @AuthenticationPrincipal Caller caller,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "20") int size) {
        int asked = Page.size(size);
        return family.actsFor(caller.person())
                .flatMap(people ->
                        receipts.of(people, Page.before(cursor), asked + 1).collectList())
                .map(found -> Page.of(found, asked, receipt -> receipt.id().value()));
    }

    @GetMapping("/api/payments/{id}")
    Mono<Receipt> one(@AuthenticationPrincipal Caller caller, @PathVariable PaymentId id) {
        return own(caller, id);
    }

    /** To be read, printed and kept. */
    @GetMapping(value = "/api/payments/{id}/receipt", produces = TEXT)
    Mono<String> printed(@AuthenticationPrincipal Caller caller, @PathVariable PaymentId id) {
        return own(caller, id).flatMap(this::printed);
    }

    /** For whoever paid at the counter. */
    @GetMapping(value = "/api/station/payments/{id}/receipt", produces = TEXT)
    Mono<String> atTheCounter(@AuthenticationPrincipal Caller caller, @PathVariable PaymentId id) {
        UUID[] communities = caller.communitiesAs(Role.COUNTER, Role.OPERATOR, Role.STATION_LEAD);
        return receipts.one(id, List.of(), communities)
                .switchIfEmpty(Mono.error(() -> Refusal.notFound("receipt-unknown")))
                .flatMap(this::printed);
    }

    private Mono<Receipt> own(Caller caller, PaymentId id) {
        return family.actsFor(caller.person())
                .flatMap(people -> receipts.one(id, people, NOWHERE))
                .switchIfEmpty(Mono.error(() -> Refusal.notFound("receipt-unknown")));
    }

    private Mono<String> printed(Receipt receipt) {
        return catalog.community(receipt.communityId()).map(community -> ReceiptPaper.print(receipt, community));
    }
}
