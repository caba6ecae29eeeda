package community.doorstep.payment;

import reactor.core.publisher.Mono;

/** Who knows what was given for some references, and may give back what was paid for it; each in the caller's transaction. */
public interface Givers {

    /**
     * Empty when the reference is not theirs, or out of the staff's reach. Refuses {@code service-not-given}, {@code
     * refund-above-paid} (409), {@code own-refund} (403).
     */
    Mono<GivenBack> giveBack(Favour favour);
}
