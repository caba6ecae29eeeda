package community.doorstep.booking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import community.doorstep.ApiTest;
import community.doorstep.Town;
import community.doorstep.catalog.ServiceId;
import community.doorstep.catalog.ServiceKind;
import community.doorstep.catalog.SlotId;
import community.doorstep.payment.Payments;
import community.doorstep.pricebook.PricesInTown;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.Ids;
import community.doorstep.shared.Outbox;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.StationId;
import community.doorstep.supplement.NewSupplement;
import community.doorstep.supplement.SupplementId;
import community.doorstep.supplement.Supplements;
import community.doorstep.wechat.simulator.Callback.Manner;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Whatever becomes of a booking that was paid, the residents' account ends at zero and somebody has what stays. */
class BookingIncomeTests extends ApiTest {

    private static final String RULES = """
        {"cancellation": {"freeMinutes": 600, "shareMinutes": 60, "keptPercent": 30}}
        """;

    @Autowired
    private Absences absences;

    @Autowired
    private Supplements supplements;

    @Autowired
    private Payments payments;

    @Autowired
    private Outbox outbox;

    @Autowired
    private TransactionalOperator transaction;

    private Town.Person lin;
    private Town.Person operator;
    private CommunityId community;

    @BeforeEach
    void peopleComeInAndEarningsAreShared() {
        lin = town().resident("林小红", "1990-05-01");
        operator = town().staff("小周", "OPERATOR");
        community = CommunityId.of(town().communityId);
        town().send(
                        "PUT",
                        town().staff("账", "FINANCE"),
                        "/api/admin/communities/" + town().communityId + "/shares",
                        Map.of("operatorPercent", 10, "communityPercent", 40),
                        null);
    }

    @AfterEach
    void theBooksBalance() {
        assertThat(number(
                        "SELECT coalesce(sum(amount_fen), 0)::bigint AS n FROM ledger_entry WHERE community_id = :id"))
                .isZero();
    }

    @Test
    void whatStaysOfALateCancellationIsEarned() {
        ServiceInTown lunch = aLunch(RULES);
        String booking = lunch.bookPaid(lin, lunch.slots.get(3), null, operator);
        CLOCK.set(lunch.start(3, CLOCK.instant()).minus(Duration.ofMinutes(599)));

        assertThat(lunch.cancel(lin, booking, null).status()).isEqualTo(200);
        handBack(booking);

        await().atMost(Duration.ofSeconds(10)).until(() -> fen("residents") == 0);
        assertThat(fen("station-" + town().stationId)).isEqualTo(-225);
        assertThat(fen("operator")).isEqualTo(-45);
        assertThat(fen("community")).isEqualTo(-180);
        assertThat(fen("cash-" + operator.id())).isEqualTo(450);
    }

    @Test
    void whatWasPaidForASeatThatNobodyCameForIsEarnedUntilSomebodyDid() {
        ServiceInTown lunch = aLunch("{}");
        String booking = lunch.bookPaid(lin, lunch.slots.get(1), null, operator);
        CLOCK.set(lunch.start(1, CLOCK.instant()).plus(Duration.ofHours(4)));
        absences.note().block();
        await().atMost(Duration.ofSeconds(10)).until(() -> fen("residents") == 0);
        assertThat(fen("operator")).isEqualTo(-150);

        town().send("POST", operator, "/api/station/bookings/" + booking + "/fulfilment", null, null);

        await().atMost(Duration.ofSeconds(10)).until(() -> kinds().contains("NO_SHOW_UNDONE"));
        assertThat(kinds()).containsExactlyInAnyOrder("PAYMENT", "NO_SHOW", "NO_SHOW_UNDONE", "SERVICE");
        assertThat(fen("operator")).isEqualTo(-150);
        assertThat(fen("residents")).isZero();
    }

    @Test
    void newsThatComesLateOrTwiceChangesNothing() {
        ServiceInTown lunch = aLunch("{}");
        String booking = lunch.bookPaid(lin, lunch.slots.get(1), null, operator);
        CLOCK.set(lunch.start(1, CLOCK.instant()).plus(Duration.ofHours(4)));
        absences.note().block();
        town().send("POST", operator, "/api/station/bookings/" + booking + "/fulfilment", null, null);
        await().atMost(Duration.ofSeconds(10)).until(() -> kinds().contains("SERVICE"));

        outbox.add(new BookingMissed(
                        community,
                        UUID.fromString(booking),
                        3,
                        ServiceId.of(lunch.id),
                        SlotId.of(lunch.slots.get(1)),
                        StationId.of(town().stationId),
                        ServiceKind.MEAL,
                        PersonId.of(lin.id()),
                        PersonId.of(lin.id()),
                        CLOCK.instant(),
                        CLOCK.instant()))
                .as(transaction::transactional)
                .block();

        await().atMost(Duration.ofSeconds(10)).until(() -> waiting() == 0);
        assertThat(fen("residents")).isZero();
        assertThat(fen("operator")).isEqualTo(-150);
    }

    @Test
    void whatFundsAddIsEarnedAndOwedByThem() {
        String lunch = town().service("MEAL", "午餐", "AT_DOOR", null, null);
        PricesInTown prices = new PricesInTown(town())
                .costs(lunch, 1500, 1500)
                .rule(Map.of(
                        "code", "six-from-70",
                        "nameZh", "七十岁以上六元",
                        "nameEn", "Six yuan from 70",
                        "services", List.of(lunch),
                        "when", Map.of("minAge", 70),
                        "effect", Map.of("kind", "FIXED", "fen", 600),
                        "tier", "LOW_COST",
                        "fund", "seed",
                        "whenEmpty", "NEXT_RULE"));
        prices.budget("seed", 100_000);
        prices.publish();
        town().everyDay(lunch, 5);
        Town.Person elder = town().resident("何奶奶", "1944-03-01");
        String slot = town().slots(lunch).get(0);
        String quote = town().post(elder, "/api/quotes", Map.of("serviceId", lunch, "slotId", slot))
                .get("token")
                .asString();
        String booking = town().made(elder, "/api/bookings", Map.of("slotId", slot, "quote", quote));
        town().send("POST", operator, "/api/station/bookings/" + booking + "/cash", null, null);

        town().send("POST", operator, "/api/station/bookings/" + booking + "/fulfilment", null, null);

        await().atMost(Duration.ofSeconds(10)).until(() -> fen("fund-seed") != 0);
        assertThat(fen("fund-seed")).isEqualTo(900);
        assertThat(fen("residents")).isZero();
        assertThat(fen("station-" + town().stationId)).isEqualTo(-750);
        assertThat(fen("operator")).isEqualTo(-150);
        assertThat(fen("community")).isEqualTo(-600);
    }

    @Test
    void whatGoesBackAfterTheServiceIsTakenFromThoseWhoEarnedIt() {
        ServiceInTown lunch = aLunch("{}");
        String booking = lunch.bookPaid(lin, lunch.slots.get(0), null, operator);
        town().send("POST", operator, "/api/station/bookings/" + booking + "/fulfilment", null, null);
        await().atMost(Duration.ofSeconds(10)).until(() -> fen("residents") == 0);

        in(payments.refundFor(community, UUID.fromString(booking), 500, "菜是凉的"));
        handBack(booking);

        await().atMost(Duration.ofSeconds(10)).until(() -> kinds().contains("RETURNED"));
        assertThat(fen("residents")).isZero();
        assertThat(fen("operator")).isEqualTo(-100);
        assertThat(fen("community")).isEqualTo(-400);
        assertThat(fen("station-" + town().stationId)).isEqualTo(-501);
    }

    @Test
    void whatIsPaidBeyondABookingIsEarnedAndGivenBackLikewise() {
        WECHAT.callsBack("http://127.0.0.1:" + port);
        SupplementId valve = SupplementId.next();
        in(supplements.ask(new NewSupplement(
                community,
                valve,
                StationId.of(town().stationId),
                Ids.next(),
                PersonId.of(lin.id()),
                3000,
                "更换阀门",
                CLOCK.instant().plus(Duration.ofDays(1)))));
        town().post(lin, "/api/payments", Map.of("references", List.of(valve.toString())));
        WECHAT.pay(outTradeNo(valve.toString()));
        await().atMost(Duration.ofSeconds(10)).until(() -> fen("operator") == -300);
        assertThat(fen("residents")).isZero();

        in(supplements.refund(community, valve, 1000, "零件退回"));
        await().atMost(Duration.ofSeconds(10)).until(() -> refundedFen(valve.toString()) == 1000);
        String refund = WECHAT.pay()
                .payment(outTradeNo(valve.toString()))
                .refundNumbers()
                .get(0);
        await().until(() -> WECHAT.refunded(refund, "SUCCESS", Manner.PLAIN, 2).equals(List.of(204, 204)));

        await().atMost(Duration.ofSeconds(10)).until(() -> fen("operator") == -200);
        assertThat(fen("residents")).isZero();
        assertThat(kinds()).containsExactlyInAnyOrder("PAYMENT", "SUPPLEMENT", "REFUND", "RETURNED");
    }

    private ServiceInTown aLunch(String rules) {
        return new ServiceInTown(town(), database, "MEAL", "AT_DOOR", 1501, rules);
    }

    private void handBack(String booking) {
        in(payments.cashReturned(new UUID[] {community.value()}, UUID.fromString(booking), PersonId.of(operator.id())));
    }

    private <T> void in(Mono<T> work) {
        work.as(transaction::transactional).block(Duration.ofSeconds(10));
    }

    private long fen(String account) {
        return database.sql("""
            SELECT coalesce(sum(amount_fen), 0)::bigint AS n FROM ledger_entry
            WHERE community_id = :id AND account = :account
            """)
                .bind("id", community.value())
                .bind("account", account)
                .map(row -> row.get("n", Long.class))
                .one()
                .block(Duration.ofSeconds(5));
    }

    private List<String> kinds() {
        return database.sql("SELECT source_kind FROM ledger_transfer WHERE community_id = :id")
                .bind("id", community.value())
                .map(row -> row.get("source_kind", String.class))
                .all()
                .collectList()
                .block(Duration.ofSeconds(5));
    }

    private long waiting() {
        return number("SELECT count(*) AS n FROM outbox WHERE community_id = :id");
    }

    private long number(String sql) {
        return database.sql(sql)
                .bind("id", community.value())
                .map(row -> row.get("n", Long.class))
                .one()
                .block(Duration.ofSeconds(5));
    }
}
