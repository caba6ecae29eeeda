package community.doorstep.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import community.doorstep.ApiTest;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.Ids;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import reactor.core.publisher.Flux;

class LedgerCheckTests extends ApiTest {

    /** Each check is of a day of its own, long before any other test's. */
    private static final AtomicInteger DAYS = new AtomicInteger();

    @Autowired
    LedgerCheck check;

    @Autowired
    Balances balances;

    private final CommunityId community = CommunityId.next();
    private final Instant day = Instant.parse("2001-01-01T00:00:00Z").plusSeconds(86400L * DAYS.getAndAdd(10));

    @Test
    void soundBooksAreClosedAndADayIsCheckedOnce() {
        // Neither a payment nor a refund, of which the check would ask the payments.
        booked("TEST", day.minusSeconds(5));

        assertThat(faults(day)).isEmpty();
        assertThat(closing(day)).isEqualTo(700);
        assertThat(check.check(day).block()).as("checked already").isNull();
    }

    @Test
    void aChangedPastIsFound() throws SQLException {
        booked("TEST", day.minusSeconds(5));
        check.check(day).block();

        asOwner("UPDATE ledger_entry SET amount_fen = amount_fen * 2 WHERE community_id = ?");

        assertThat(faults(day.plusSeconds(86400)))
                .extracting(BooksOff::what, BooksOff::subject, BooksOff::differenceFen)
                .contains(
                        org.assertj.core.groups.Tuple.tuple("CHANGED", "wechat", 700L),
                        org.assertj.core.groups.Tuple.tuple("CHANGED", "residents", -700L));
    }

    @Test
    void aTransferThatLostALineIsFoundAndTold() throws SQLException {
        booked("TEST", day.minusSeconds(5));
        asOwner("DELETE FROM ledger_entry WHERE community_id = ? AND amount_fen > 0");

        assertThat(faults(day)).extracting(BooksOff::what).containsExactly("UNBALANCED");
    }

    @Test
    void whatIsInTheBooksAndWasNeverPaidIsFound() {
        booked("PAYMENT", day.minusSeconds(5));

        assertThat(faults(day))
                .extracting(BooksOff::what, BooksOff::differenceFen)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("PAYMENT", 700L));
    }

    @Test
    void whatWasPaidAndIsNotInTheBooksIsFoundToo() {
        // An account of a community in which nobody but this test pays.
        database.sql("""
            INSERT INTO payment (community_id, id, reference, payer_id, received_by, amount_fen, description, way, out_trade_no,
                                 state, pay_before, paid_at, created_at, look_at)
            VALUES (:community, :id, :id, :id, :id, 700, '测试', 'CASH', :number, 'PAID', :at, :at, :at, :at)
            """)
                .bind("community", community.value())
                .bind("id", Ids.next())
                .bind("number", "T" + Ids.next().toString().replace("-", "").substring(0, 30))
                .bind("at", day)
                .then()
                .block();

        assertThat(faults(day))
                .extracting(BooksOff::what, BooksOff::differenceFen)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("PAYMENT", -700L));
        database.sql("DELETE FROM payment WHERE community_id = :community")
                .bind("community", community.value())
                .then()
                .block();
    }

    @Test
    void ofSeveralInstancesOneChecksADay() {
        booked("TEST", day.minusSeconds(5));

        List<List<BooksOff>> checks = Flux.range(0, 8)
                .flatMap(instance -> check.check(day), 8)
                .collectList()
                .block();

        assertThat(checks).hasSize(1);
    }

    @Test
    void aDayIsCheckedWhenWhatBeganBeforeMidnightHasEnded() {
        Instant midnight = Instant.parse("2031-03-04T16:00:00Z");

        assertThat(DailyCheck.lastMidnight(midnight.plusSeconds(29 * 60))).isEqualTo(midnight.minusSeconds(86400));
        assertThat(DailyCheck.lastMidnight(midnight.plusSeconds(31 * 60))).isEqualTo(midnight);
        assertThat(DailyCheck.lastMidnight(midnight.plusSeconds(86400))).isEqualTo(midnight);
    }

    private List<BooksOff> faults(Instant closedAt) {
        return check.check(closedAt).block().stream()
                .filter(fault -> fault.community().equals(community))
                .toList();
    }

    private void booked(String kind, Instant at) {
        new Ledger(database, Clock.fixed(at, ZoneOffset.UTC))
                .post(Transfer.between(community, kind, Ids.next(), "测试", Account.RESIDENTS, Account.WECHAT, 700))
                .block();
    }

    private long closing(Instant closedAt) {
        return database.sql("""
            SELECT balance_fen FROM ledger_closing
            WHERE community_id = :community AND account = 'wechat' AND closed_at = :at
            """)
                .bind("community", community.value())
                .bind("at", closedAt)
                .map(row -> row.get("balance_fen", Long.class))
                .one()
                .block();
    }

    /** Which the application cannot do. */
    private void asOwner(String sql) throws SQLException {
        Map<String, String> settings = SERVERS.properties();
        try (Connection owner = DriverManager.getConnection(
                        settings.get("spring.flyway.url"),
                        settings.get("spring.flyway.user"),
                        settings.get("spring.flyway.password"));
                PreparedStatement change = owner.prepareStatement(sql)) {
            change.setObject(1, UUID.fromString(community.toString()));
            change.executeUpdate();
        }
    }
}
