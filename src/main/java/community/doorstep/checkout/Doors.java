package community.doorstep.checkout;

import community.doorstep.shared.Caller;
import java.util.Collection;
import java.util.UUID;
import reactor.core.publisher.Flux;

/** Who knows at which doors a worker takes money. */
public interface Doors {

    /** Those of the references that are or were due at a door to which the worker was sent. */
    Flux<UUID> collectedBy(Caller worker, Collection<UUID> references);
}
