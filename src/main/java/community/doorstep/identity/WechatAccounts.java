package community.doorstep.identity;

import community.doorstep.shared.PersonId;
import community.doorstep.shared.Rows;
import community.doorstep.shared.Seal;
import community.doorstep.wechat.WechatLogin;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Which WeChat account belongs to whom; one each. The session key is sealed and never leaves the server. */
@Component
public class WechatAccounts {

    private final DatabaseClient database;
    private final Seal seal;
    private final Clock clock;

    WechatAccounts(DatabaseClient database, Seal seal, Clock clock) {
        this.database = database;
        this.seal = seal;
        this.clock = clock;
    }

    /** The person's open id in our mini program; empty when they have no WeChat account here. */
    public Mono<String> openId(PersonId person) {
        return database.sql("SELECT open_id FROM wechat_account WHERE person_id = :person")
                .bind("person", person.value())
                .map(row -> Rows.text(row, "open_id"))
                .one();
    }

    /** Whose open id it is; empty when it is new here. */
    public Mono<PersonId> person(String openId) {
        return database.sql("SELECT person_id FROM wechat_account WHERE open_id = :openId")
                .bind("openId", openId)
                .map(row -> new PersonId(Rows.uuid(row, "person_id")))
                .one();
    }

    /** The person to whom the account belongs, its session key renewed; empty when it is new here. */
    Mono<PersonId> signedIn(WechatLogin login) {
        return database.sql("""
            UPDATE wechat_account SET session_key = :sessionKey
            WHERE open_id = :openId
            RETURNING person_id
            """)
                .bind("sessionKey", sealed(login))
                .bind("openId", login.openId())
                .map(row -> new PersonId(Rows.uuid(row, "person_id")))
                .one();
    }

    /** False when the person or the account is linked already. */
    Mono<Boolean> link(WechatLogin login, PersonId person) {
        return database.sql("""
            INSERT INTO wechat_account (open_id, person_id, session_key, linked_at)
            VALUES (:openId, :person, :sessionKey, :now)
            ON CONFLICT DO NOTHING
            """)
                .bind("openId", login.openId())
                .bind("person", person.value())
                .bind("sessionKey", sealed(login))
                .bind("now", clock.instant())
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    /** Gives the account of one person to another who has none; false when the other has one. */
    Mono<Boolean> move(PersonId from, PersonId to) {
        return database.sql("""
            UPDATE wechat_account SET person_id = :to
            WHERE person_id = :from
              AND NOT EXISTS (SELECT 1 FROM wechat_account other WHERE other.person_id = :to)
            """)
                .bind("from", from.value())
                .bind("to", to.value())
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    /** Parts the person from a lost account. */
    Mono<Void> release(PersonId person) {
        return database.sql("DELETE FROM wechat_account WHERE person_id = :person")
                .bind("person", person.value())
                .then();
    }

    private byte[] sealed(WechatLogin login) {
        return seal.seal(login.sessionKey().getBytes(StandardCharsets.UTF_8), "wechat/" + login.openId());
    }
}
