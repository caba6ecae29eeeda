package community.doorstep.payment;

import community.doorstep.Town;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.Ids;
import community.doorstep.shared.PersonId;
import community.doorstep.wechat.simulator.SimulatedPayment;
import community.doorstep.wechat.simulator.WechatSimulator;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;

/** One community's bills and payers, and what the database says of them. */
final class PaymentFixture {

    final CommunityId community;
    final PersonId payer;

    private final Town town;
    private final DatabaseClient database;
    private final WechatSimulator wechat;
    private final Clock clock;

    PaymentFixture(Town town, DatabaseClient database, WechatSimulator wechat, int port, Clock clock) {
        this.clock = clock;
        this.town = town;
        this.database = database;
        this.wechat = wechat.callsBack("http://127.0.0.1:" + port);
        this.community = CommunityId.of(town.communityId);
        this.payer = aPayer();
    }

    /** Someone who signed in with WeChat. */
    PersonId aPayer() {
        return PersonId.of(town.resident("王芳", "1988-05-05").id());
    }

    Bill aBill(long fen) {
        return aBill(payer, fen);
    }

    Bill aBill(PersonId payer, long fen) {
        Instant payBefore = clock.instant().plus(Duration.ofMinutes(15));
        return new Bill(community, Ids.next(), payer, fen, "四点半课堂 陶艺", payBefore);
    }

    /** The simulator's side of a payment. */
    SimulatedPayment atWechat(PaymentId payment) {
        return wechat.pay().payment(Numbers.of(payment.value()));
    }

    List<String> states(UUID reference) {
        return database.sql(
                        "SELECT state FROM payment WHERE community_id = :community AND reference = :reference ORDER BY id")
                .bind("community", community.value())
                .bind("reference", reference)
                .map(row -> row.get("state", String.class))
                .all()
                .collectList()
                .block();
    }

    List<String> refundStates() {
        return database.sql("SELECT state FROM refund WHERE community_id = :community ORDER BY id")
                .bind("community", community.value())
                .map(row -> row.get("state", String.class))
                .all()
                .collectList()
                .block();
    }

    /** The sum of an account's entries. */
    long booked(String account) {
        return number("""
                SELECT COALESCE(sum(amount_fen), 0)::bigint AS number FROM ledger_entry
                WHERE community_id = :community AND account = :account
                """, Map.of("account", account));
    }

    long transfers(String kind) {
        return number("""
                SELECT count(*) AS number FROM ledger_transfer
                WHERE community_id = :community AND source_kind = :kind
                """, Map.of("kind", kind));
    }

    long number(String sql, Map<String, Object> bound) {
        return with(sql, bound).map(row -> row.get("number", Long.class)).one().block();
    }

    /** How often the sweeper has looked at the rows of the table. */
    long looks(String table) {
        return number(
                "SELECT COALESCE(sum(looks), 0)::bigint AS number FROM " + table + " WHERE community_id = :community",
                Map.of());
    }

    /** The lease is over, and the next look is soon. */
    boolean isLookedAtAgainWithin(Duration time) {
        String sql = "SELECT count(*) AS number FROM payment WHERE community_id = :community AND look_at < :soon";
        return number(sql, Map.of("soon", clock.instant().plus(time))) == 1;
    }

    /** As if something had broken just then. */
    void change(String sql) {
        with(sql, Map.of()).then().block();
    }

    private GenericExecuteSpec with(String sql, Map<String, Object> bound) {
        return database.sql(sql).bind("community", community.value()).bindValues(bound);
    }
}
