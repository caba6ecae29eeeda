package community.doorstep.notice;

import community.doorstep.identity.Addressees;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.PersonId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Finds who reads a letter. */
@Component
class Readers {

    private record Place(CommunityId community, Audience.Holding holding) {}

    /** The readers of some letters. */
    record Found(Map<Addressees.Concern, Set<PersonId>> concerned, Map<Place, Set<PersonId>> holding) {

        Set<PersonId> of(Letter letter) {
            Audience audience = letter.audience();
            if (audience instanceof Audience.Concerned person) {
                return concerned.getOrDefault(person.concern(), Set.of());
            }
            if (audience instanceof Audience.Holding role) {
                return holding.getOrDefault(new Place(letter.community(), role), Set.of());
            }
            return audience instanceof Audience.These these ? these.people() : Set.of();
        }
    }

    private final Addressees addressees;

    Readers(Addressees addressees) {
        this.addressees = addressees;
    }

    Mono<Found> of(List<Letter> letters) {
        List<Addressees.Concern> concerns = letters.stream()
                .map(Letter::audience)
                .filter(Audience.Concerned.class::isInstance)
                .map(audience -> ((Audience.Concerned) audience).concern())
                .toList();
        List<Place> places = letters.stream()
                .filter(letter -> letter.audience() instanceof Audience.Holding)
                .map(letter -> new Place(letter.community(), (Audience.Holding) letter.audience()))
                .distinct()
                .toList();
        return concerned(concerns).zipWith(holding(places), Found::new);
    }

    private Mono<Map<Addressees.Concern, Set<PersonId>>> concerned(List<Addressees.Concern> concerns) {
        return concerns.isEmpty() ? Mono.just(Map.of()) : addressees.of(concerns);
    }

    private Mono<Map<Place, Set<PersonId>>> holding(List<Place> places) {
        return Flux.fromIterable(places)
                .concatMap(place -> holding(place).map(people -> Map.entry(place, people)))
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    private Mono<Set<PersonId>> holding(Place place) {
        Audience.Holding holding = place.holding();
        return holding.station() == null
                ? addressees.holding(holding.role(), place.community())
                : addressees.holding(holding.role(), place.community(), holding.station());
    }
}
