package community.doorstep.canteen;

import community.doorstep.booking.Leftovers;
import community.doorstep.catalog.Catalog;
import community.doorstep.catalog.Slot;
import community.doorstep.catalog.SlotId;
import community.doorstep.identity.Facts;
import community.doorstep.identity.PersonFacts;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Refusal;
import community.doorstep.shared.Repeating;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Shortly before a sitting ends its leftovers are offered, by the house and by nobody's favour: first to those who
 * waited in vain and whose evidence says that they need it, then to the others. Staff see that portions are reserved.
 */
@Component
class Surplus extends Repeating {

    Surplus(Round round, CanteenSettings settings) {
        super(settings.lookEvery(), round::offer);
    }

    /** Those in need first, then by the place in line; pure. */
    static List<UUID> order(
            List<Leftovers.InVain> waited, Map<PersonId, PersonFacts> facts, Set<String> need, LocalDate day) {
        Comparator<Leftovers.InVain> needFirst =
                Comparator.comparing(one -> !inNeed(facts.get(one.person()), need, day));
        return waited.stream()
                .sorted(needFirst.thenComparingInt(Leftovers.InVain::number))
                .map(Leftovers.InVain::entry)
                .toList();
    }

    private static boolean inNeed(@Nullable PersonFacts facts, Set<String> need, LocalDate day) {
        return facts != null
                && facts.evidence().entrySet().stream()
                        .anyMatch(proof -> need.contains(proof.getKey())
                                && (proof.getValue() == null || !day.isAfter(proof.getValue())));
    }

    /** One look at all sittings that end soon. */
    @Component
    static class Round {

        private static final Logger log = LoggerFactory.getLogger(Round.class);

        private record Wanted(Slot slot, List<Leftovers.InVain> waited) {}

        private final MealRows rows;
        private final Leftovers leftovers;
        private final Facts facts;
        private final Catalog catalog;
        private final CanteenSettings settings;
        private final Clock clock;

        Round(MealRows rows, Leftovers leftovers, Facts facts, Catalog catalog, CanteenSettings settings, Clock clock) {
            this.rows = rows;
            this.leftovers = leftovers;
            this.facts = facts;
            this.catalog = catalog;
            this.settings = settings;
            this.clock = clock;
        }

        Mono<Void> offer() {
            Instant now = clock.instant();
            return leftovers
                    .ending(now, now.plus(settings.surplusBefore()))
                    .collectList()
                    .flatMapMany(rows::sittings)
                    .collectList()
                    .flatMapIterable(slots -> slots)
                    .concatMap(this::offer)
                    .then();
        }

        /** A sitting that cannot be looked at keeps nobody elsewhere from their meal. */
        private Mono<Integer> offer(SlotId slot) {
            return wanted(slot).flatMap(this::offer).onErrorResume(Refusal.class, refusal -> leftOut(slot, refusal));
        }

        private static Mono<Integer> leftOut(SlotId slot, Refusal refusal) {
            log.warn("Leftovers of {} are not offered: {}", slot, refusal.code());
            return Mono.empty();
        }

        private Mono<Wanted> wanted(SlotId id) {
            return catalog.slot(id)
                    .zipWhen(slot -> leftovers.inVain(id, slot.endsAt().minus(settings.surplusBefore())))
                    .map(found -> new Wanted(found.getT1(), found.getT2()))
                    .filter(wanted -> !wanted.waited().isEmpty());
        }

        private Mono<Integer> offer(Wanted wanted) {
            Slot slot = wanted.slot();
            Instant until = clock.instant().plus(settings.surplusOffer());
            return facts.of(wanted.waited().stream()
                            .map(Leftovers.InVain::person)
                            .collect(Collectors.toSet()))
                    .map(known -> order(wanted.waited(), known, settings.need(), slot.day()))
                    .flatMap(order ->
                            leftovers.offer(slot.id(), order, until.isBefore(slot.endsAt()) ? until : slot.endsAt()));
        }
    }
}
