package community.doorstep.pickup;

import community.doorstep.shared.PersonId;
import community.doorstep.shared.PersonalData;
import community.doorstep.shared.PersonalRows;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Who may fetch a child: names and numbers go with it. That somebody stood at the door stays, without a name. */
@Component
class FetcherData implements PersonalData {

    private final PersonalRows rows;

    FetcherData(PersonalRows rows) {
        this.rows = rows;
    }

    @Override
    public String part() {
        return "pickUps";
    }

    @Override
    public Mono<?> of(PersonId person) {
        return rows.read("SELECT way, code, at FROM pick_up_attempt WHERE child_id = :person ORDER BY at", person);
    }

    @Override
    public Mono<Void> forget(PersonId person) {
        return rows.change("DELETE FROM pick_up_person WHERE child_id = :person", person)
                .then(Mono.defer(() -> rows.change("DELETE FROM pick_up_pass WHERE child_id = :person", person)))
                .then(Mono.defer(() -> rows.change("DELETE FROM pick_up_ban WHERE child_id = :person", person)));
    }
}
