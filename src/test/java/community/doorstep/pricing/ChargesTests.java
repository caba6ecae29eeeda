package community.doorstep.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import community.doorstep.ApiTest;
import community.doorstep.Town;
import community.doorstep.catalog.ServiceId;
import community.doorstep.identity.Facts;
import community.doorstep.pricebook.BookFixture;
import community.doorstep.pricebook.PricesInTown;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Refusal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Charges as bookings use them: many in one transaction, many transactions at once. */
class ChargesTests extends ApiTest {

    private static final LocalDate DAY = LocalDate.of(2026, 6, 10);
    private static final boolean THOROUGH = "true".equals(System.getProperty("thorough"));
    private static final Duration LONG = Duration.ofMinutes(3);

    @Autowired
    private Charges charges;

    @Autowired
    private Facts facts;

    @Autowired
    private TransactionalOperator transaction;

    private String lunch;
    private Town.Person elder;

    @BeforeEach
    void aCanteenAndAnElder() {
        lunch = town().service("MEAL", "午餐", "BEFORE", null, null);
        elder = town().resident("王奶奶", "1944-03-01");
    }

    private PricesInTown prices() {
        return new PricesInTown(town()).costs(lunch, 1500, 800);
    }

    private ChargeRequest request(String person, String quote) {
        return new ChargeRequest(
                UUID.randomUUID(),
                CommunityId.of(town().communityId),
                ServiceId.of(lunch),
                PersonId.of(person),
                DAY,
                quote);
    }

    /** What a booking does: opens, charges in arrival order, writes; a refused request takes nothing. */
    private Mono<List<Object>> batch(List<ChargeRequest> requests) {
        return basis(requests)
                .flatMap(basis -> charges.open(requests, basis))
                .flatMap(desk -> {
                    List<Object> answers = new ArrayList<>();
                    requests.forEach(request -> answers.add(answer(desk, request)));
                    return charges.write(desk).thenReturn(answers);
                })
                .as(transaction::transactional);
    }

    private Mono<Charges.Basis> basis(List<ChargeRequest> requests) {
        return charges.books(requests.stream().map(ChargeRequest::community).toList())
                .zipWhen(
                        books -> facts.of(requests.stream()
                                .map(ChargeRequest::beneficiary)
                                .toList()),
                        Charges.Basis::new);
    }

    private static Object answer(ChargeDesk desk, ChargeRequest request) {
        try {
            return desk.charge(request);
        } catch (Refusal refusal) {
            return refusal;
        }
    }

    private static ChargeKey key(ChargeRequest request) {
        return new ChargeKey(request.community(), request.booking());
    }

    private Charge charged(ChargeRequest request) {
        return (Charge) batch(List.of(request)).block(LONG).get(0);
    }

    private Refusal refused(ChargeRequest request) {
        return (Refusal) batch(List.of(request)).block(LONG).get(0);
    }

    private String token() {
        return PricesInTown.quote(town(), elder, Map.of("serviceId", lunch, "day", DAY.toString()))
                .get("token")
                .asString();
    }

    private JsonNode budget() {
        return town().get(town().admin, "/api/admin/budgets").at("/items/0");
    }

    private long rows(String condition) {
        return database.sql("SELECT count(*) AS n FROM charge WHERE community_id = '" + town().communityId + "' AND "
                        + condition)
                .map(row -> row.get("n", Long.class))
                .one()
                .block(LONG);
    }

    private long subsidies(String condition) {
        return database.sql("SELECT coalesce(sum(subsidy_fen), 0)::bigint AS n FROM charge WHERE community_id = '"
                        + town().communityId + "' AND " + condition)
                .map(row -> row.get("n", Long.class))
                .one()
                .block(LONG);
    }

    @Test
    void aBatchNeverSharesALastYuan() {
        PricesInTown prices = prices().freeFrom("lunch-from-80", lunch, 80, "seed", 0, "LOW_COST_PRICE");
        prices.budget("seed", 5 * 1500 + 1499);
        prices.publish();
        List<ChargeRequest> requests = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            requests.add(request(elder.id(), null));
        }
        List<Object> answers = batch(requests).block(LONG);
        assertThat(answers.subList(0, 5))
                .allSatisfy(charge -> assertThat(((Charge) charge).dueFen()).isZero());
        assertThat(answers.subList(5, 20))
                .allSatisfy(charge -> assertThat(((Charge) charge).dueFen()).isEqualTo(800));
        assertThat(budget().get("reservedFen").asLong()).isEqualTo(5 * 1500);
        assertThat(rows("fund = 'seed'")).isEqualTo(5);
    }

    @Test
    void aThousandAtOnceNeverOverspendAndNobodyPaysMoreThanQuoted() {
        int rounds = THOROUGH ? 100 : 5;
        PricesInTown prices = prices().freeFrom("lunch-from-80", lunch, 80, "seed", 0, "NEXT_RULE");
        prices.publish();
        for (int round = 1; round <= rounds; round++) {
            int places = round % 7 + 1;
            String paying = prices.budget("seed", places * 1500L + round % 1500).toString();
            String quote = token();
            AtomicInteger size = new AtomicInteger();
            List<Object> answers = Flux.range(0, 1000)
                    .map(i -> request(elder.id(), quote))
                    .bufferUntil(request -> size.incrementAndGet() % 13 < 5)
                    .flatMap(this::batch, 14)
                    .flatMapIterable(list -> list)
                    .collectList()
                    .block(LONG);
            assertThat(answers).hasSize(1000);
            assertThat(answers.stream().filter(Charge.class::isInstance))
                    .hasSize(places)
                    .allSatisfy(charge -> assertThat(((Charge) charge).dueFen()).isZero());
            assertThat(answers.stream().filter(Refusal.class::isInstance))
                    .allSatisfy(
                            refusal -> assertThat(((Refusal) refusal).code()).isEqualTo("quote-changed"));
            JsonNode budget = budget();
            assertThat(budget.get("reservedFen").asLong()).isEqualTo(places * 1500L);
            assertThat(budget.get("leftFen").asLong()).isBetween(0L, 1499L);
            assertThat(subsidies("budget_id = '" + paying + "'")).isEqualTo(places * 1500L);
            assertThat(rows("due_fen > 0")).isZero();
        }
    }

    @Test
    void aQuotaHoldsAcrossTransactionsThatRunAtOnce() {
        prices().freeFrom("lunch-from-80", lunch, 80, "", 2, "NEXT_RULE").publish();
        List<Object> answers = Flux.range(0, 60)
                .map(i -> request(elder.id(), null))
                .buffer(3)
                .flatMap(this::batch, 14)
                .flatMapIterable(list -> list)
                .collectList()
                .block(LONG);
        assertThat(answers.stream().filter(charge -> ((Charge) charge).dueFen() == 0))
                .hasSize(2);
        assertThat(answers.stream().filter(charge -> ((Charge) charge).dueFen() == 1500))
                .hasSize(58);
    }

    @Test
    void aReleaseGivesBackOnceQuotaAndBudget() {
        PricesInTown prices = prices().freeFrom("lunch-from-80", lunch, 80, "seed", 1, "NEXT_RULE");
        prices.budget("seed", 1500);
        prices.publish();
        ChargeRequest first = request(elder.id(), null);
        assertThat(charged(first).dueFen()).isZero();
        assertThat(charged(request(elder.id(), null)).dueFen()).isEqualTo(1500);
        for (int i = 0; i < 2; i++) {
            charges.release(List.of(key(first))).as(transaction::transactional).block(LONG);
        }
        assertThat(budget().get("reservedFen").asLong()).isZero();
        assertThat(charged(request(elder.id(), null)).dueFen()).isZero();
        assertThat(rows("state = 'RELEASED'")).isEqualTo(1);
    }

    @Test
    void aFulfilmentSpendsOnceAndIsNotReleasedAfter() {
        PricesInTown prices = prices().freeFrom("lunch-from-80", lunch, 80, "seed", 0, "NEXT_RULE");
        prices.budget("seed", 2000);
        prices.publish();
        ChargeRequest request = request(elder.id(), null);
        charged(request);
        for (int i = 0; i < 2; i++) {
            charges.commit(List.of(key(request))).as(transaction::transactional).block(LONG);
        }
        charges.release(List.of(key(request))).as(transaction::transactional).block(LONG);
        assertThat(budget().get("spentFen").asLong()).isEqualTo(1500);
        assertThat(budget().get("reservedFen").asLong()).isZero();
    }

    @Test
    void anAlteredOrForeignOrOldQuoteIsRefused() {
        prices().publish();
        String token = token();
        assertThat(charged(request(elder.id(), token)).dueFen()).isEqualTo(1500);

        char last = token.charAt(30) == 'A' ? 'B' : 'A';
        String altered = token.substring(0, 30) + last + token.substring(31);
        assertThat(refused(request(elder.id(), altered)).code()).isEqualTo("quote-invalid");
        assertThat(refused(request(elder.id(), "nonsense")).code()).isEqualTo("quote-invalid");
        assertThat(refused(request(elder.id(), "!".repeat(70))).code()).isEqualTo("quote-invalid");
        assertThat(refused(request(PersonId.next().toString(), token)).code()).isEqualTo("quote-invalid");

        CLOCK.advance(Duration.ofMinutes(16));
        assertThat(refused(request(elder.id(), token)).code()).isEqualTo("quote-expired");
        assertThat(rows("true")).isEqualTo(1);
    }

    @Test
    void aChangedPriceIsRefusedWithTheNewQuoteWhichThenHolds() {
        prices().publish();
        String token = token();
        new PricesInTown(town()).costs(lunch, 1600, 800).publish();
        Refusal changed = refused(request(elder.id(), token));
        assertThat(changed.code()).isEqualTo("quote-changed");
        assertThat(changed.members().get("because")).isEqualTo("BOOK");
        QuoteView fresh = (QuoteView) changed.members().get("quote");
        assertThat(fresh.dueFen()).isEqualTo(1600);
        assertThat(charged(request(elder.id(), fresh.token())).dueFen()).isEqualTo(1600);
    }

    @Test
    void saysWhetherFactsOrWhatIsLeftHaveChangedThePrice() {
        PricesInTown prices = prices().freeFrom("lunch-from-80", lunch, 80, "seed", 0, "NEXT_RULE")
                .rule(Map.of(
                        "code", "low-income",
                        "nameZh", "低收入三元",
                        "nameEn", "3 yuan on a low income",
                        "when", Map.of("evidence", List.of("LOW_INCOME")),
                        "effect", Map.of("kind", "FIXED", "fen", 300),
                        "tier", "LOW_COST"));
        prices.budget("seed", 1500);
        prices.publish();
        String token = token();
        charged(request(elder.id(), token));
        assertThat(refused(request(elder.id(), token)).members().get("because")).isEqualTo("ALLOWANCE");

        String quoted = token();
        String claim =
                town().made(elder, "/api/me/benefits", Map.of("communityId", town().communityId, "kind", "LOW_INCOME"));
        town().post(
                        town().admin,
                        "/api/admin/benefit-claims/" + claim + "/decision",
                        Map.of("accepted", true, "reason", "低保证"));
        assertThat(refused(request(elder.id(), quoted)).members().get("because"))
                .isEqualTo("FACTS");
    }

    @Test
    void aChargeKeepsItsBookAndItsWords() {
        prices().freeFrom("lunch-from-80", lunch, 80, "", 0, "NEXT_RULE").publish();
        ChargeRequest request = request(elder.id(), null);
        Charge then = charged(request);
        new PricesInTown(town()).costs(lunch, 9900, 800).publish();
        Charge now = charges.of(List.of(key(request))).block(LONG).get(request.booking());
        assertThat(now).isEqualTo(then);
        assertThat(now.bookVersion()).isEqualTo(1);
        assertThat(now.lines().get(1).en()).contains("82 years old");
        assertThat(charged(request(elder.id(), null)).bookVersion()).isEqualTo(2);
    }

    @Test
    void withoutAPriceThereIsNoCharge() {
        assertThat(refused(request(elder.id(), null)).code()).isEqualTo("service-unpriced");
        assertThat(catchThrowableOfType(
                        Refusal.class,
                        () -> BookFixture.aBook(BookFixture.lunchOnly()).priced(BookFixture.CARE)))
                .isNotNull();
    }

    @Test
    void aBudgetForMealsPaysNoRepairCalls() {
        String repair = town().service("REPAIR", "换灯泡", "AFTER", null, null);
        PricesInTown prices = prices().costs(repair, 3000, 1000)
                .freeFrom("repair-from-80", repair, 80, "seed", 0, "NEXT_RULE")
                .freeFrom("lunch-from-80", lunch, 80, "seed", 0, "NEXT_RULE")
                .registers("seed");
        town().post(
                        town().admin,
                        "/api/admin/budgets",
                        Map.of(
                                "communityId", town().communityId,
                                "fund", "seed",
                                "purpose", "MEAL",
                                "periodStart", "2026-06-01",
                                "periodEnd", "2026-06-30",
                                "amountFen", 100_000));
        prices.publish();
        assertThat(charged(request(elder.id(), null)).dueFen()).isZero();
        ChargeRequest call = new ChargeRequest(
                UUID.randomUUID(),
                CommunityId.of(town().communityId),
                ServiceId.of(repair),
                PersonId.of(elder.id()),
                DAY,
                null);
        assertThat(charged(call).dueFen()).isEqualTo(3000);
        ChargeRequest july = new ChargeRequest(
                UUID.randomUUID(), call.community(), ServiceId.of(lunch), call.beneficiary(), DAY.plusDays(30), null);
        assertThat(charged(july).dueFen()).isEqualTo(1500);
    }
}
