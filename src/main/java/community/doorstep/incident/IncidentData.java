package community.doorstep.incident;

import community.doorstep.shared.Page;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.PersonalData;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * What was written of a child in the log. It stays, sealed and without a name to it, also when the child is forgotten:
 * claims for an injury may be raised for three years from when it is known, a minor's for longer, and both sides need it.
 */
@Component
class IncidentData implements PersonalData {

    private static final int MOST = 1000;

    private final Incidents incidents;

    IncidentData(Incidents incidents) {
        this.incidents = incidents;
    }

    @Override
    public String part() {
        return "incidents";
    }

    @Override
    public Mono<?> of(PersonId person) {
        return incidents.of(person, Page.before(null), MOST).collectList();
    }

    @Override
    public Mono<Void> forget(PersonId person) {
        return Mono.empty();
    }
}
