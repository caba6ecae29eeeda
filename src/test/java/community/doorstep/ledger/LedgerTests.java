package community.doorstep.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import community.doorstep.ApiTest;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.Ids;
import community.doorstep.shared.PersonId;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

class LedgerTests extends ApiTest {

    @Autowired
    Ledger ledger;

    @Autowired
    Statements statements;

    @Autowired
    TransactionalOperator transaction;

    private final CommunityId community = CommunityId.next();

    @Test
    void aTransferMovesMoneyBetweenTwoAccounts() {
        assertThat(ledger.post(payment(Ids.next(), 1200)).block()).isTrue();

        assertThat(balance(Account.WECHAT)).isEqualTo(1200);
        assertThat(balance(Account.RESIDENTS)).isEqualTo(-1200);
    }

    @Test
    void theSameSourceIsBookedOnceHoweverManyBookIt() {
        UUID source = Ids.next();

        List<Boolean> booked = Flux.range(0, 40)
                .flatMap(
                        copy -> ledger.post(payment(source, 500))
                                .as(transaction::transactional)
                                .subscribeOn(Schedulers.parallel()),
                        40)
                .collectList()
                .block();

        assertThat(booked).hasSize(40).containsOnlyOnce(true);
        assertThat(balance(Account.WECHAT)).isEqualTo(500);
    }

    @Test
    void manyTransfersAreBookedInOneStatementAndOnlyTheNewOnes() {
        UUID old = Ids.next();
        UUID fresh = Ids.next();
        ledger.post(payment(old, 100)).block();

        assertThat(ledger.postAll(List.of(payment(old, 100), payment(fresh, 250)))
                        .block())
                .containsExactly(fresh);
        assertThat(balance(Account.WECHAT)).isEqualTo(350);
    }

    @Test
    void whatTheCallerRollsBackIsNotInTheBooks() {
        Mono<Void> broken = ledger.post(payment(Ids.next(), 1200))
                .then(Mono.<Void>error(new IllegalStateException("the caller failed")))
                .as(transaction::transactional);

        assertThatThrownBy(broken::block).hasMessage("the caller failed");
        assertThat(statements.accounts(community, "", 10).block().items()).isEmpty();
    }

    @Test
    void aTransferWhoseLinesDoNotSumToZeroCannotBeMade() {
        assertThatThrownBy(() ->
                        transfer(Ids.next(), List.of(new Line(Account.WECHAT, 5), new Line(Account.RESIDENTS, -4))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> transfer(Ids.next(), List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() ->
                        transfer(Ids.next(), List.of(new Line(Account.WECHAT, 5), new Line(Account.WECHAT, -5))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theDatabaseRefusesEntriesThatDoNotSumToZero() {
        ledger.post(payment(Ids.next(), 1200)).block();

        assertThatThrownBy(() -> write("""
            INSERT INTO ledger_entry (community_id, transfer_id, account, amount_fen, at)
            SELECT community_id, id, 'cash-fund', 7, at FROM ledger_transfer
            WHERE community_id = :community
            """, "INSERT INTO ledger_account VALUES (:community, 'cash-fund', NULL, now())"))
                .hasMessageContaining("do not sum to zero");
        assertThat(balance(Account.WECHAT)).isEqualTo(1200);
    }

    @Test
    void theApplicationsRoleCannotChangeOrDeleteWhatIsBooked() {
        ledger.post(payment(Ids.next(), 1200)).block();

        for (String table : List.of("ledger_account", "ledger_transfer", "ledger_entry", "ledger_closing")) {
            for (String change : List.of(
                    "UPDATE " + table + " SET community_id = community_id WHERE community_id = :community",
                    "DELETE FROM " + table + " WHERE community_id = :community")) {
                assertThatThrownBy(() -> write(change)).as(change).hasMessageContaining("permission denied");
            }
            assertThatThrownBy(() -> database.sql("TRUNCATE " + table + " CASCADE")
                            .then()
                            .block())
                    .hasMessageContaining("permission denied");
        }
        assertThat(balance(Account.WECHAT)).isEqualTo(1200);
    }

    @Test
    void everyBalanceIsTheSumOfItsEntriesAndAllOfThemAreZero() {
        Random random = new Random(20260701);
        List<Account> accounts =
                List.of(Account.WECHAT, Account.RESIDENTS, Account.fund("care"), Account.cashOf(PersonId.next()));
        long[] expected = new long[accounts.size()];
        List<Transfer> transfers = new ArrayList<>();
        for (int made = 0; made < 300; made++) {
            int from = random.nextInt(accounts.size());
            int into = (from + 1 + random.nextInt(accounts.size() - 1)) % accounts.size();
            long fen = 1 + random.nextInt(100_000);
            expected[from] -= fen;
            expected[into] += fen;
            transfers.add(
                    Transfer.between(community, "TEST", Ids.next(), "测试", accounts.get(from), accounts.get(into), fen));
        }

        ledger.postAll(transfers).block();

        for (int each = 0; each < expected.length; each++) {
            assertThat(balance(accounts.get(each))).isEqualTo(expected[each]);
        }
    }

    @Test
    void aStatementGoesThroughAPeriodPageByPage() {
        for (int day = 1; day <= 9; day++) {
            bookedOn(Instant.parse("2026-03-0" + day + "T02:00:00Z"), day * 100);
        }
        Instant from = Instant.parse("2026-03-03T00:00:00Z");
        Instant to = Instant.parse("2026-03-08T00:00:00Z");

        Statement first =
                statements.statement(community, "wechat", from, to, null, 3).block();
        Statement second = statements
                .statement(community, "wechat", from, to, first.next(), 3)
                .block();

        assertThat(first.openingFen()).isEqualTo(300);
        assertThat(first.closingFen()).isEqualTo(2800);
        assertThat(first.items()).extracting(Statement.Entry::amountFen).containsExactly(700L, 600L, 500L);
        assertThat(second.items()).extracting(Statement.Entry::amountFen).containsExactly(400L, 300L);
        assertThat(second.next()).isNull();
    }

    @Test
    void accountsAreListedPageByPage() {
        PersonId worker = PersonId.next();
        ledger.post(payment(Ids.next(), 1200)).block();
        ledger.post(Transfer.between(
                        community, "PAYMENT", Ids.next(), "换灯泡", Account.RESIDENTS, Account.cashOf(worker), 800))
                .block();

        var first = statements.accounts(community, "", 2).block();
        var rest = statements.accounts(community, first.next(), 2).block();

        assertThat(first.items()).extracting(AccountView::code).containsExactly("cash-" + worker, "residents");
        assertThat(first.items()).extracting(AccountView::balanceFen).containsExactly(800L, -2000L);
        assertThat(first.items().get(0).owner()).isEqualTo(worker);
        assertThat(rest.items()).extracting(AccountView::code).containsExactly("wechat");
        assertThat(rest.next()).isNull();
    }

    private void bookedOn(Instant day, long fen) {
        new Ledger(database, Clock.fixed(day, java.time.ZoneOffset.UTC))
                .post(payment(Ids.next(), fen))
                .block();
    }

    private Transfer payment(UUID source, long fen) {
        return Transfer.between(community, "PAYMENT", source, "午托", Account.RESIDENTS, Account.WECHAT, fen);
    }

    private Transfer transfer(UUID source, List<Line> lines) {
        return new Transfer(community, "TEST", source, "测试", lines);
    }

    private long balance(Account account) {
        return statements.accounts(community, "", 100).block().items().stream()
                .filter(view -> view.code().equals(account.code()))
                .mapToLong(AccountView::balanceFen)
                .sum();
    }

    private void write(String sql, String... before) {
        Flux.fromArray(before)
                .concatWithValues(sql)
                .concatMap(each ->
                        database.sql(each).bind("community", community.value()).then())
                .then()
                .as(transaction::transactional)
                .block();
    }
}
