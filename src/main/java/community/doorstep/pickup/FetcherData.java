package community.doorstep.pickup;

import community.doorstep.shared.PersonId;
import community.doorstep.shared.PersonalData;
import community.doorstep.shared.PersonalRows;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Who may fetch a child: names and numbers go with it. That somebody stood at the door stays, without a name. */
@Component
class FetcherData implements PersonalData {

    /** @param listed whom its guardians have listed */
    record PickUpData(List<Map<String, Object>> attempts, List<Fetcher> listed) {

        @Override
        public String toString() {
            return "PickUpData[…]";
        }
    }

    private final PersonalRows rows;
    private final Fetchers fetchers;

    FetcherData(PersonalRows rows, Fetchers fetchers) {
        this.rows = rows;
        this.fetchers = fetchers;
    }

    @Override
    public String part() {
        return "pickUps";
    }

    @Override
    public Mono<?> of(PersonId person) {
        return rows.read("SELECT way, code, at FROM pick_up_attempt WHERE child_id = :person ORDER BY at", person)
                .zipWith(fetchers.of(person).map(Fetchers.Listed::fetcher).collectList(), PickUpData::new);
    }

    @Override
    public Mono<Void> forget(PersonId person) {
        return rows.change("DELETE FROM pick_up_person WHERE child_id = :person", person)
                .then(Mono.defer(() -> rows.change("DELETE FROM pick_up_pass WHERE child_id = :person", person)))
                .then(Mono.defer(() -> rows.change("DELETE FROM pick_up_ban WHERE child_id = :person", person)));
    }
}
