package community.doorstep.doormoney;

import community.doorstep.checkout.Doors;
import community.doorstep.dispatch.Due;
import community.doorstep.dispatch.DueAtDoors;
import community.doorstep.payment.Paid;
import community.doorstep.payment.Payable;
import community.doorstep.payment.Payables;
import community.doorstep.payment.Payments;
import community.doorstep.shared.Caller;
import community.doorstep.shared.CommunityId;
import community.doorstep.supplement.Supplements;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Says what is due at a door: the booking that brought somebody there, unless it was paid before, and what was asked for
 * beyond it. Whatever changed, all of it is looked at anew; so it does not matter in which order the news come.
 */
@Component
class DoorMoney implements Doors {

    private final List<Payables> sources;
    private final Payments payments;
    private final Supplements supplements;
    private final DueAtDoors doors;

    DoorMoney(List<Payables> sources, Payments payments, Supplements supplements, DueAtDoors doors) {
        this.sources = sources;
        this.payments = payments;
        this.supplements = supplements;
        this.doors = doors;
    }

    @Override
    public Flux<UUID> collectedBy(Caller worker, Collection<UUID> references) {
        return doors.ofWorker(worker, references);
    }

    /** In the caller's transaction: at all doors of the job. */
    Mono<Void> atDoorsOf(CommunityId community, UUID job) {
        return doors.doors(community, job)
                .concatMap(door -> at(community, door))
                .then();
    }

    /** In the caller's transaction: wherever the booking or supplement is due. */
    Mono<Void> of(CommunityId community, UUID reference) {
        return supplements
                .one(reference)
                .map(supplement -> supplement.concerns())
                .defaultIfEmpty(reference)
                .flatMap(door -> at(community, door));
    }

    /** In the caller's transaction; a door where nobody is sent to changes nothing. */
    Mono<Void> at(CommunityId community, UUID door) {
        return doors.say(community, door, Flux.defer(() -> due(community, door)));
    }

    private Flux<Due> due(CommunityId community, UUID door) {
        return supplements
                .concerning(community, List.of(door))
                .map(supplement -> supplement.id().value())
                .collect(() -> new ArrayList<>(List.of(door)), List::add)
                .flatMap(this::payable)
                .zipWhen(payable -> paid(community, payable))
                .flatMapIterable(both -> both.getT1().stream()
                        .filter(one -> !both.getT2().contains(one.reference()))
                        .map(one -> new Due(door, one.reference(), one.words(), one.amountFen()))
                        .toList());
    }

    private Mono<List<Payable>> payable(List<UUID> references) {
        return Flux.fromIterable(sources)
                .concatMap(source -> source.any(references))
                .filter(payable -> payable.obstacle() == null)
                .collectList();
    }

    /** Payment knows it before the booking does. */
    private Mono<Set<UUID>> paid(CommunityId community, List<Payable> payable) {
        List<UUID> references = payable.stream().map(Payable::reference).toList();
        return payments.paid(community, references).map(Paid::reference).collect(Collectors.toSet());
    }
}
