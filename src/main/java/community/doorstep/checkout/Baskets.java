package community.doorstep.checkout;

import community.doorstep.payment.Payable;
import community.doorstep.payment.Payables;
import community.doorstep.shared.Caller;
import community.doorstep.shared.Role;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Gathers what is to be paid from all who know of something; each refuses as {@link Basket#of} does. */
@Component
class Baskets {

    private final List<Payables> sources;
    private final Doors doors;

    Baskets(List<Payables> sources, Doors doors) {
        this.sources = sources;
        this.doors = doors;
    }

    Mono<Basket> own(Caller caller, List<UUID> references) {
        return gathered(references, source -> source.own(caller, references));
    }

    /** In the communities at whose desk the caller sits. */
    Mono<Basket> atDesk(Caller caller, List<UUID> references) {
        UUID[] communities = caller.communitiesAs(Role.COUNTER, Role.OPERATOR, Role.STATION_LEAD);
        return gathered(references, source -> source.atDesk(communities, references));
    }

    /** What is to be paid at doors to which the worker was sent, whichever community's; nothing else is known to them. */
    Mono<Basket> atDoor(Caller worker, List<UUID> references) {
        return doors.collectedBy(worker, references)
                .collectList()
                .flatMap(sent -> gathered(references, source -> source.any(sent)));
    }

    Mono<Basket> any(List<UUID> references) {
        return gathered(references, source -> source.any(references));
    }

    private Mono<Basket> gathered(List<UUID> references, Function<Payables, Flux<Payable>> ask) {
        return Flux.fromIterable(sources).concatMap(ask).collectList().map(found -> Basket.of(references, found));
    }
}
