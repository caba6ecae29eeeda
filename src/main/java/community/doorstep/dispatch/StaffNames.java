package community.doorstep.dispatch;

import community.doorstep.identity.Contact;
import community.doorstep.identity.People;
import community.doorstep.shared.PersonId;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** How those are called who work at stations. */
@Component
class StaffNames {

    private final People people;

    StaffNames(People people) {
        this.people = people;
    }

    /** Of those who are known; nobody's may be among them. */
    Mono<Map<PersonId, String>> of(Stream<@Nullable PersonId> asked) {
        Set<PersonId> staff = asked.filter(Objects::nonNull).collect(Collectors.toSet());
        return staff.isEmpty()
                ? Mono.just(Map.of())
                : people.contacts(staff)
                        .map(contacts ->
                                contacts.values().stream().collect(Collectors.toMap(Contact::id, Contact::name)));
    }
}
