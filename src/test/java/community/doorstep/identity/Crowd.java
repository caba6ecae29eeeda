package community.doorstep.identity;

import community.doorstep.Town;
import community.doorstep.shared.PersonId;
import java.time.LocalDate;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Many signed-in residents at once, without the detour over WeChat. */
@Component
@org.springframework.context.annotation.Profile("test")
public class Crowd {

    private final People people;
    private final Sessions sessions;

    Crowd(People people, Sessions sessions) {
        this.people = people;
        this.sessions = sessions;
    }

    public List<Town.Person> of(int size) {
        return Flux.range(0, size).flatMap(n -> one(), 16).collectList().block();
    }

    private Mono<Town.Person> one() {
        PersonId id = PersonId.next();
        String phone = Town.phone();
        return people.add(id, new Profile("居民", phone, LocalDate.of(1980, 1, 1)), null, id)
                .then(Mono.defer(() -> sessions.open(id)))
                .map(token -> new Town.Person(id.toString(), token.secret(), phone));
    }
}
