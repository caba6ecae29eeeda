package community.doorstep.signin;

import community.doorstep.shared.PersonId;
import community.doorstep.shared.PersonalData;
import community.doorstep.shared.PersonalRows;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** A name to sign in with; passwords and secrets are given to nobody. */
@Component
class SigninData implements PersonalData {

    private final PersonalRows rows;

    SigninData(PersonalRows rows) {
        this.rows = rows;
    }

    @Override
    public String part() {
        return "sign-in";
    }

    @Override
    public Mono<?> of(PersonId person) {
        return rows.read("SELECT name, made_at, signed_in_at FROM staff_account WHERE person_id = :person", person);
    }

    @Override
    public Mono<Void> forget(PersonId person) {
        return rows.change("DELETE FROM scan_code WHERE confirmed_by = :person", person)
                .then(Mono.defer(() -> rows.change("DELETE FROM staff_account WHERE person_id = :person", person)));
    }
}
