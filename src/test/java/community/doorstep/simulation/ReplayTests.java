package community.doorstep.simulation;

import static community.doorstep.pricing.PastChargeFixture.FIRST;
import static community.doorstep.pricing.PastChargeFixture.lunch;
import static org.assertj.core.api.Assertions.assertThat;

import community.doorstep.catalog.Service;
import community.doorstep.catalog.ServiceKind;
import community.doorstep.funds.BudgetLine;
import community.doorstep.pricebook.BenefitRule;
import community.doorstep.pricebook.BookContent;
import community.doorstep.pricebook.BookFixture;
import community.doorstep.pricebook.PriceBook;
import community.doorstep.pricebook.Quota;
import community.doorstep.pricebook.RandomBooks;
import community.doorstep.pricebook.Stacking;
import community.doorstep.pricebook.Tier;
import community.doorstep.pricebook.WhenEmpty;
import community.doorstep.pricing.PastCharge;
import community.doorstep.pricing.PastChargeFixture;
import community.doorstep.shared.PersonId;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The fold of a simulation. */
class ReplayTests {

    private static final int TOWNS = "true".equals(System.getProperty("thorough")) ? 3_000 : 300;

    private static final List<Service> SERVICES =
            List.of(PastChargeFixture.service(BookFixture.LUNCH, ServiceKind.MEAL, PastChargeFixture.STATION));

    private static BenefitRule funded(String code, int minAge, Quota quota, WhenEmpty whenEmpty) {
        return new BenefitRule(
                code,
                code,
                code,
                Set.of(),
                BookFixture.ages(minAge, null),
                BookFixture.free(),
                Tier.PUBLIC_BENEFIT,
                quota,
                "seed",
                whenEmpty,
                "",
                Stacking.EXCLUSIVE);
    }

    private static Replay replay(BookContent content, LocalDate from, long seedFen) {
        PriceBook draft = BookFixture.aBook(content);
        List<BudgetLine> budgets = List.of(PastChargeFixture.budget(draft.community(), "seed", seedFen));
        return new Replay(draft, SERVICES, budgets, from);
    }

    private static Simulation.Impact impact(Replay replay) {
        Tally total = new Tally();
        replay.services().values().forEach(total::addAll);
        return total.impact();
    }

    @Test
    void countsPeopleOnceHoweverOftenTheyBooked() {
        Replay replay = replay(BookFixture.lunchOnly(funded("free", 80, null, WhenEmpty.NEXT_RULE)), FIRST, 1_000_000);
        for (int day = 0; day < 3; day++) {
            replay.add(lunch(1, FIRST.plusDays(day), 82, 1500, ""));
            replay.add(lunch(2, FIRST.plusDays(day), 40, 1500, ""));
            replay.add(lunch(3, FIRST.plusDays(day), 40, 900, "charity", "LOW_INCOME"));
        }
        assertThat(impact(replay))
                .isEqualTo(new Simulation.Impact(3, 1, 1, 1, 0, 1800, 4500, 9, 0, 3 * 3900, 3 * 3000));
        assertThat(replay.ages().get(AgeBand.FROM_80).impact().payLess()).isEqualTo(1);
        assertThat(replay.evidence().get("LOW_INCOME").impact().payMore()).isEqualTo(1);
        assertThat(replay.evidence().get(Replay.NO_EVIDENCE).impact().people()).isEqualTo(2);
        assertThat(replay.subsidies().beforeFen("charity")).isEqualTo(1800);
        assertThat(replay.subsidies().afterFen("charity")).isZero();
        assertThat(replay.subsidies().afterFen("seed")).isEqualTo(4500);
        assertThat(replay.subsidies().dryOn("seed")).isNull();
    }

    @Test
    void budgetsOfTheDraftRunDryOnTheDayOfTheFirstBookingThatTheyCannotPay() {
        Replay replay = replay(BookFixture.lunchOnly(funded("free", 80, null, WhenEmpty.NEXT_RULE)), FIRST, 4 * 1500);
        for (int day = 0; day < 6; day++) {
            replay.add(lunch(1, FIRST.plusDays(day), 82, 1500, ""));
        }
        assertThat(replay.subsidies().dryOn("seed")).isEqualTo(FIRST.plusDays(4));
        assertThat(replay.subsidies().afterFen("seed")).isEqualTo(4 * 1500);
        assertThat(impact(replay).incomeAfterFen()).isEqualTo(2 * 1500);
    }

    @Test
    void whereBenefitsGoTogetherEachFundIsCountedForItself() {
        BenefitRule tenth = RandomBooks.together(
                BookFixture.aRule("tenth", BookFixture.ages(60, null), BookFixture.percentOff(10)));
        Replay replay = replay(BookFixture.lunchOnly(funded(tenth, "seed"), funded(tenth, "charity")), FIRST, 10_000);
        replay.add(PastChargeFixture.lunchInParts(1, FIRST, 82, 700, Map.entry("seed", 300L), Map.entry("city", 400L)));
        assertThat(replay.subsidies().beforeFen("seed")).isEqualTo(300);
        assertThat(replay.subsidies().beforeFen("city")).isEqualTo(400);
        assertThat(replay.subsidies().beforeFen("")).isEqualTo(100);
        assertThat(replay.subsidies().afterFen("seed")).isEqualTo(150);
        assertThat(replay.subsidies().afterFen("charity")).isZero();
        assertThat(impact(replay).incomeAfterFen()).isEqualTo(1350);
    }

    private static BenefitRule funded(BenefitRule rule, String fund) {
        return new BenefitRule(
                fund,
                rule.nameZh(),
                rule.nameEn(),
                rule.services(),
                rule.when(),
                rule.effect(),
                rule.tier(),
                null,
                fund,
                WhenEmpty.NEXT_RULE,
                "",
                Stacking.IN_ORDER);
    }

    @Test
    void whomTheDraftWouldTurnAwayIsCountedApart() {
        Replay replay = replay(BookFixture.lunchOnly(funded("free", 80, null, WhenEmpty.REFUSE)), FIRST, 1500);
        replay.add(lunch(1, FIRST, 82, 0, "seed"));
        replay.add(lunch(2, FIRST, 82, 0, "seed"));
        replay.add(new PastCharge(
                PastChargeFixture.person(3), BookFixture.CARE, FIRST, FIRST, 8, Map.of(), 3000, 3000, "", List.of()));
        assertThat(impact(replay)).isEqualTo(new Simulation.Impact(3, 0, 0, 1, 2, 0, 0, 3, 2, 3000, 0));
    }

    @Test
    void quotasAreCountedFromTheStartOfTheirPeriodAndNothingElseIs() {
        Quota twice = new Quota(2, Quota.Period.MONTH);
        BookContent content = BookFixture.lunchOnly(funded("two", 80, twice, WhenEmpty.NEXT_RULE));
        LocalDate middle = LocalDate.of(2026, 3, 18);
        assertThat(Simulations.quotasBegin(content, middle)).isEqualTo(FIRST);
        Replay replay = replay(content, middle, 1_000_000);
        replay.add(lunch(1, FIRST.plusDays(3), 82, 1500, ""));
        for (int day = 0; day < 3; day++) {
            replay.add(lunch(1, middle.plusDays(day), 82, 1500, ""));
        }
        replay.add(lunch(1, FIRST.plusMonths(1), 82, 1500, ""));
        assertThat(impact(replay).bookings()).isEqualTo(4);
        assertThat(impact(replay).incomeAfterFen()).isEqualTo(2 * 1500);
        assertThat(replay.subsidies().afterFen("seed")).isEqualTo(2 * 1500);
    }

    @Test
    void weeksThatBeganInTheMonthBeforeBeginEarlier() {
        Quota weekly = new Quota(1, Quota.Period.WEEK);
        BookContent content = BookFixture.lunchOnly(funded("one", 80, weekly, WhenEmpty.NEXT_RULE));
        assertThat(Simulations.quotasBegin(content, LocalDate.of(2026, 4, 2))).isEqualTo(LocalDate.of(2026, 3, 30));
        assertThat(Simulations.quotasBegin(BookFixture.lunchOnly(), FIRST)).isEqualTo(FIRST);
    }

    @Test
    void theBookThatWasInForceChangesNothing() {
        int paid = 0;
        for (long seed = 0; seed < TOWNS; seed++) {
            Random random = new Random(seed);
            BookContent content = new RandomBooks(random).content();
            PriceBook book = BookFixture.aBook(content);
            long seedFen = random.nextInt(60_000);
            long charityFen = random.nextInt(60_000);
            List<PastCharge> past =
                    PastChargeFixture.booked(random, book, content, budgets(book, seedFen, charityFen), 120);
            Replay replay = new Replay(book, SERVICES, budgets(book, seedFen, charityFen), FIRST);
            past.forEach(replay::add);
            Simulation.Impact impact = impact(replay);
            assertThat(impact.payMore() + impact.payLess() + impact.refusedPeople())
                    .as("seed %d", seed)
                    .isZero();
            assertThat(impact.incomeAfterFen()).as("seed %d", seed).isEqualTo(impact.incomeBeforeFen());
            for (String fund : replay.subsidies().funds()) {
                assertThat(replay.subsidies().afterFen(fund))
                        .as("seed %d", seed)
                        .isEqualTo(replay.subsidies().beforeFen(fund));
            }
            paid += replay.subsidies().funds().size();
        }
        assertThat(paid).as("funds pay in the random towns").isGreaterThan(TOWNS);
    }

    private static List<BudgetLine> budgets(PriceBook book, long seedFen, long charityFen) {
        return List.of(
                PastChargeFixture.budget(book.community(), "seed", seedFen),
                PastChargeFixture.budget(book.community(), "charity", charityFen));
    }

    @Test
    void theSumsAreThoseThatOneWouldCountByHand() {
        for (long seed = 0; seed < TOWNS; seed++) {
            Random random = new Random(seed);
            BookContent before = new RandomBooks(random).content();
            PriceBook inForce = BookFixture.aBook(before);
            List<PastCharge> past =
                    PastChargeFixture.booked(random, inForce, before, budgets(inForce, 40_000, 40_000), 120);
            BookContent content = new RandomBooks(random).content();
            PriceBook draft = BookFixture.aBook(content);
            Replay replay = new Replay(draft, SERVICES, budgets(draft, 30_000, 30_000), FIRST);
            past.forEach(replay::add);
            assertThat(impact(replay)).as("seed %d", seed).isEqualTo(byHand(past, draft, content));
        }
    }

    private static Simulation.Impact byHand(List<PastCharge> past, PriceBook draft, BookContent content) {
        List<Long> due = PastChargeFixture.due(past, draft, content, budgets(draft, 30_000, 30_000));
        Map<PersonId, Long> differences = new HashMap<>();
        Set<PersonId> refused = new HashSet<>();
        long before = 0;
        long after = 0;
        int refusedBookings = 0;
        for (int i = 0; i < past.size(); i++) {
            PastCharge charge = past.get(i);
            Long now = due.get(i);
            before += charge.dueFen();
            if (now == null) {
                refusedBookings++;
                refused.add(charge.person());
                differences.merge(charge.person(), 0L, Long::sum);
                continue;
            }
            after += now;
            differences.merge(charge.person(), now - charge.dueFen(), Long::sum);
        }
        List<Long> served = new ArrayList<>();
        differences.forEach((person, difference) -> {
            if (!refused.contains(person)) {
                served.add(difference);
            }
        });
        return new Simulation.Impact(
                differences.size(),
                served.stream().filter(fen -> fen > 0).count(),
                served.stream().filter(fen -> fen < 0).count(),
                served.stream().filter(fen -> fen == 0).count(),
                refused.size(),
                served.stream().filter(fen -> fen > 0).mapToLong(fen -> fen).sum(),
                -served.stream().filter(fen -> fen < 0).mapToLong(fen -> fen).sum(),
                past.size(),
                refusedBookings,
                before,
                after);
    }

    @Test
    void whatIsForgottenOfOldPeriodsIsNeverAskedForAgain() {
        Quota daily = new Quota(1, Quota.Period.DAY);
        Replay replay = replay(
                BookFixture.lunchOnly(funded("daily", 80, daily, WhenEmpty.NEXT_RULE)), FIRST, Long.MAX_VALUE / 2);
        for (int day = 0; day < 200; day++) {
            replay.add(lunch(1, FIRST.plusDays(day), 82, 1500, ""));
            replay.add(lunch(1, FIRST.plusDays(day), 82, 1500, ""));
        }
        assertThat(impact(replay).incomeAfterFen()).isEqualTo(200 * 1500);
    }
}
