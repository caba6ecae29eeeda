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
