package community.doorstep.telephone;

import reactor.core.publisher.Mono;

/** Whoever carries short messages and calls for us. */
public interface PhoneLine {

    /** Hands it over; asking again with the same id sends nothing twice. Never fails: the answer says how it went. */
    Mono<PhoneAnswer> send(PhoneMessage message);
}
