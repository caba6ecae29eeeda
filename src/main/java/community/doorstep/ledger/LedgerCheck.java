package community.doorstep.ledger;

import community.doorstep.shared.Outbox;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Checks the books and closes a day; what does not agree is counted, logged and told. */
@Component
class LedgerCheck {

    private static final Logger log = LoggerFactory.getLogger(LedgerCheck.class);

    private final LedgerCheckRows rows;
    private final List<BookComparison> comparisons;
    private final Outbox outbox;
    private final TransactionalOperator transaction;
    private final MeterRegistry meters;

    LedgerCheck(
            LedgerCheckRows rows,
            List<BookComparison> comparisons,
            Outbox outbox,
            TransactionalOperator transaction,
            MeterRegistry meters) {
        this.rows = rows;
        this.comparisons = comparisons;
        this.outbox = outbox;
        this.transaction = transaction;
        this.meters = meters;
    }

    /** Of the day that ended then, unless somebody has done it; answers what was found. */
    Mono<List<BooksOff>> check(Instant closedAt) {
        return rows.take(closedAt)
                .filter(taken -> taken)
                .flatMap(taken -> found().collectList())
                .flatMap(faults -> write(closedAt, faults).as(transaction::transactional))
                .doOnNext(this::tell);
    }

    private Flux<BooksOff> found() {
        return Flux.concat(
                rows.unbalanced(),
                rows.changed(),
                Flux.fromIterable(comparisons).concatMap(BookComparison::differences));
    }

    private Mono<List<BooksOff>> write(Instant closedAt, List<BooksOff> faults) {
        return outbox.addAll(faults)
                .then(Mono.defer(() -> rows.close(closedAt)))
                .then(Mono.defer(() -> rows.done(closedAt, faults.size())))
                .thenReturn(faults);
    }

    private void tell(List<BooksOff> faults) {
        meters.counter("doorstep.ledger.checks").increment();
        meters.counter("doorstep.ledger.faults").increment(faults.size());
        faults.forEach(fault -> log.error(
                "The books of {} are off: {} {} by {} fen",
                fault.community(),
                fault.what(),
                fault.subject(),
                fault.differenceFen()));
        outbox.nudge();
    }
}
