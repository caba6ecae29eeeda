package community.doorstep.seats;

import java.util.Collection;
import reactor.core.publisher.Mono;

/** Whoever keeps an eye on slots that are full, or were full once. */
public interface SeatsWatch {

    /** Has these states told when the transaction that read them, under lock, or made them is committed. */
    Mono<Void> afterCommit(Collection<SlotSeats> rows);
}
