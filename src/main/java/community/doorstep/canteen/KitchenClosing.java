package community.doorstep.canteen;

import community.doorstep.catalog.Catalog;
import community.doorstep.shared.Refusal;
import community.doorstep.shared.Repeating;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Writes the kitchen's sheet when the cut-off has passed, whether somebody looks at it or not. */
@Component
class KitchenClosing extends Repeating {

    KitchenClosing(
            KitchenSheets sheets,
            KitchenDesk kitchen,
            Catalog catalog,
            TransactionalOperator transaction,
            CanteenSettings settings,
            Clock clock) {
        super(
                settings.lookEvery(),
                () -> Mono.defer(
                        () -> close(sheets, kitchen, catalog, transaction, clock.instant(), settings.settledAfter())));
    }

    /** A sitting that cannot be read keeps no other from its sheet. */
    private static Mono<Void> close(
            KitchenSheets sheets,
            KitchenDesk kitchen,
            Catalog catalog,
            TransactionalOperator transaction,
            Instant now,
            Duration after) {
        return sheets.due(now, now.minus(after))
                .collectList()
                .flatMapIterable(due -> due)
                .concatMap(due -> catalog.slot(due.slot())
                        .flatMap(kitchen::settled)
                        .as(transaction::transactional)
                        .onErrorResume(Refusal.class, unreadable -> Mono.empty()))
                .then();
    }
}
