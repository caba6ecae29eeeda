package community.doorstep.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import community.doorstep.catalog.ServiceId;
import community.doorstep.identity.PersonFacts;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Random books, people, usage and budgets; each failure names the seed that makes it again. */
class PricingGeneratorTests {

    private static final int RUNS = "true".equals(System.getProperty("thorough")) ? 100_000 : 10_000;

    private record Situation(
            PriceBook book, BookContent content, ServiceId service, PersonFacts person, LocalDate day, Allowance left) {

        static Situation of(long seed) {
            RandomBooks random = new RandomBooks(new Random(seed));
            BookContent content = random.content();
            ServiceId service = content.prices().get(0).service();
            return new Situation(
                    BookFixture.aBook(content), content, service, random.person(), random.day(), random.allowance());
        }

        Price price() {
            return Pricing.price(book, service, person, day, left);
        }
    }

    @Test
    void linesAddUpAndThePriceStaysBetweenNothingAndTheListPrice() {
        int subsidised = 0;
        for (long seed = 0; seed < RUNS; seed++) {
            Situation situation = Situation.of(seed);
            Price price = situation.price();
            assertThat(price.dueFen()).as("seed %d", seed).isBetween(0L, price.listFen());
            assertThat(price.lines().stream().mapToLong(Price.Line::amountFen).sum())
                    .as("seed %d", seed)
                    .isEqualTo(price.dueFen());
            assertThat(price.lines()).as("seed %d", seed).hasSize(1 + rulesFor(situation));
            assertThat(price.lines().stream().filter(line -> line.outcome().decides()))
                    .as("seed %d", seed)
                    .hasSizeLessThanOrEqualTo(1);
            assertThat(price.budget() != null)
                    .as("seed %d", seed)
                    .isEqualTo(!price.fund().isEmpty());
            subsidised += price.subsidyFen() > 0 ? 1 : 0;
        }
        assertThat(subsidised).as("the generator reaches both kinds").isBetween(RUNS / 5, RUNS * 4 / 5);
    }

    @Test
    void neverTakesMoreThanAFundHasNorABenefitMoreOftenThanItsQuota() {
        for (long seed = 0; seed < RUNS; seed++) {
            Situation situation = Situation.of(seed);
            Price price = situation.price();
            BenefitRule rule = price.rule();
            if (rule != null && rule.isFunded()) {
                assertThat(situation.left().paying(rule.fund(), price.subsidyFen()))
                        .as("seed %d", seed)
                        .isNotNull();
            }
            if (rule != null && rule.quota() != null) {
                assertThat(situation.left().used(rule, price.usagePeriod()))
                        .as("seed %d", seed)
                        .isLessThan(rule.quota().times());
            }
        }
    }

    @Test
    void sameInputGivesTheSameOutputAndTheSameWords() {
        for (long seed = 0; seed < RUNS; seed++) {
            Situation once = Situation.of(seed);
            Situation again = Situation.of(seed);
            assertThat(again.price()).as("seed %d", seed).isEqualTo(once.price());
            Integer age = Conditions.age(once.person(), once.day());
            assertThat(Words.say(again.book(), again.price().lines(), age))
                    .as("seed %d", seed)
                    .isEqualTo(Words.say(once.book(), once.price().lines(), age));
        }
    }

    /** Where no rule stands before a kinder one (the check of drafts warns) and none refuses. */
    @Test
    void moreEvidenceNeverCostsMore() {
        int compared = 0;
        for (long seed = 0; seed < RUNS; seed++) {
            Situation situation = Situation.of(seed);
            if (isKindestFirst(situation.content())) {
                Map<String, LocalDate> more = new HashMap<>(situation.person().evidence());
                RandomBooks.KINDS.forEach(kind -> more.put(kind, null));
                PersonFacts entitled = new PersonFacts(
                        situation.person().id(), situation.person().birthDate(), more);
                Price richer = Pricing.price(
                        situation.book(), situation.service(), entitled, situation.day(), situation.left());
                assertThat(richer.dueFen())
                        .as("seed %d", seed)
                        .isLessThanOrEqualTo(situation.price().dueFen());
                compared++;
            }
        }
        assertThat(compared).as("the generator makes such books").isGreaterThan(RUNS / 20);
    }

    /** What the check of drafts says of random books holds for the engine: a rule that never applies never does. */
    @Test
    void aRuleThatTheCheckCallsUnreachableIsNeverApplied() {
        int unreachable = 0;
        for (long seed = 0; seed < RUNS; seed++) {
            Situation situation = Situation.of(seed);
            Set<String> never = new HashSet<>();
            findings(situation.content()).stream()
                    .filter(finding -> finding.code().equals("never-applies"))
                    .forEach(finding -> never.add(finding.rule()));
            BenefitRule rule = situation.price().rule();
            assertThat(rule != null && never.contains(rule.code()))
                    .as("seed %d", seed)
                    .isFalse();
            unreachable += never.size();
        }
        assertThat(unreachable).as("the generator makes such rules").isGreaterThan(RUNS / 50);
    }

    @Test
    void aPercentageIsRoundedToTheFenInThePayersFavour() {
        Random random = new Random(1);
        for (int run = 0; run < RUNS; run++) {
            long list = random.nextLong(BookCheck.MOST_FEN);
            int percent = random.nextInt(101);
            long due = BookFixture.percentOff(percent).dueFen(list);
            assertThat((double) due).isCloseTo(list * (100.0 - percent) / 100, within(1.0));
            assertThat(due * 100).isLessThanOrEqualTo(list * (100 - percent));
        }
    }

    private static int rulesFor(Situation situation) {
        return (int) situation.content().rules().stream()
                .filter(rule -> rule.isFor(situation.service()))
                .count();
    }

    private static boolean isKindestFirst(BookContent content) {
        return content.rules().stream().noneMatch(rule -> rule.whenEmpty() == WhenEmpty.REFUSE)
                && findings(content).stream()
                        .noneMatch(finding -> finding.code().equals("kinder-later"));
    }

    private static List<Finding> findings(BookContent content) {
        Set<ServiceId> services = new HashSet<>();
        content.prices().forEach(price -> services.add(price.service()));
        return BookCheck.findings(content, services, Set.of(), LocalDate.of(2026, 1, 1));
    }
}
