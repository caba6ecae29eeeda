package community.doorstep.shared;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * What a module keeps of people: each module that keeps any implements it. Everything runs in the caller's transaction,
 * over all modules or none.
 */
public interface PersonalData {

    /** Under which name it stands in what a person is given. */
    String part();

    /** All of it that is the person's own, as it can be written in JSON; nothing of others. */
    Mono<?> of(PersonId person);

    /**
     * What must be settled before the person can be forgotten: {@code bookings-ahead}, {@code money-open}, {@code
     * job-under-way} and the like; none when nothing is open.
     */
    default Flux<String> unsettled(PersonId person) {
        return Flux.empty();
    }

    /** Deletes it; what law and ledger need stays, without a word by which somebody could tell who it was. */
    Mono<Void> forget(PersonId person);
}
