package community.doorstep.ledger;

import reactor.core.publisher.Flux;

/** Compares the books with what another module knows of the money, for the daily check. */
public interface BookComparison {

    Flux<BooksOff> differences();
}
