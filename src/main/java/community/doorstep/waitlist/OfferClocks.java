package community.doorstep.waitlist;

import community.doorstep.catalog.SlotId;
import community.doorstep.identity.Addressees;
import community.doorstep.identity.Reach;
import community.doorstep.identity.Reaching;
import community.doorstep.shared.PersonId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * The clock of an offered seat stands still in the quiet hours of those who are told of it: each of them has the whole
 * time outside their own.
 */
@Component
class OfferClocks {

    /** How long a slot's offers stand, and when its bookings end. */
    record Terms(Duration length, Instant cutOffAt) {}

    private record Told(Map<Addressees.Concern, Set<PersonId>> readers, Map<PersonId, Reach> reaches, Reach others) {

        Stream<Reach> of(Entry entry) {
            Set<PersonId> people = readers.getOrDefault(concern(entry), Set.of());
            return people.isEmpty()
                    ? Stream.of(others)
                    : people.stream().map(person -> reaches.getOrDefault(person, others));
        }
    }

    private final Addressees addressees;
    private final Reaching reaching;
    private final OfferEnds ends;
    private final Clock clock;

    OfferClocks(Addressees addressees, Reaching reaching, OfferEnds ends, Clock clock) {
        this.addressees = addressees;
        this.reaching = reaching;
        this.ends = ends;
        this.clock = clock;
    }

    /** The entries with the ends that their offers have, in the transaction that made them. */
    Mono<List<Entry>> set(List<Entry> offered, Map<SlotId, Terms> terms) {
        if (offered.isEmpty()) {
            return Mono.just(offered);
        }
        return told(offered)
                .map(told -> offered.stream()
                        .map(entry -> entry.offeredUntil(end(entry, told, terms)))
                        .toList())
                .delayUntil(ends::put);
    }

    private Mono<Told> told(List<Entry> offered) {
        return addressees
                .of(offered.stream().map(OfferClocks::concern).toList())
                .zipWhen(
                        readers -> reaching.of(readers.values().stream()
                                .flatMap(Set::stream)
                                .distinct()
                                .toList()),
                        (readers, reaches) -> new Told(readers, reaches, reaching.ofOthers()));
    }

    private Instant end(Entry entry, Told told, Map<SlotId, Terms> terms) {
        Terms slot = Objects.requireNonNull(terms.get(entry.slot()));
        Instant now = clock.instant();
        Instant end = told.of(entry)
                .map(reach -> reach.quiet().after(now, slot.length(), reach.zone()))
                .max(Instant::compareTo)
                .orElse(now);
        return end.isBefore(slot.cutOffAt()) ? end : slot.cutOffAt();
    }

    private static Addressees.Concern concern(Entry entry) {
        return new Addressees.Concern(entry.beneficiary(), entry.askedBy());
    }
}
