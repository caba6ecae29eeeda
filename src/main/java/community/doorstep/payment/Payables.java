package community.doorstep.payment;

import community.doorstep.shared.Caller;
import java.util.Collection;
import java.util.UUID;
import reactor.core.publisher.Flux;

/** Who knows what is to be paid for some references, and who may pay it; what is not theirs they leave out. */
public interface Payables {

    /** For the caller's people, or asked for by the caller. */
    Flux<Payable> own(Caller caller, Collection<UUID> references);

    /** In these communities, where the caller serves. */
    Flux<Payable> atDesk(UUID[] communities, Collection<UUID> references);

    /** For a payment whose references were allowed before. */
    Flux<Payable> any(Collection<UUID> references);
}
