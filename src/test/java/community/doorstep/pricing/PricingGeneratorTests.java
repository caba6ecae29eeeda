package community.doorstep.pricing;

import static community.doorstep.pricing.Situation.RUNS;
import static community.doorstep.pricing.Situation.must;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import community.doorstep.pricebook.BenefitRule;
import community.doorstep.pricebook.BookContent;
import community.doorstep.pricebook.BookFixture;
import community.doorstep.pricebook.Conditions;
import community.doorstep.pricebook.Outcome;
import community.doorstep.pricebook.Said;
import community.doorstep.pricebook.WhenEmpty;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Random books, people, usage and budgets; each failure names the seed that makes it again. */
class PricingGeneratorTests {

    @Test
    void linesAddUpAndThePriceStaysBetweenNothingAndTheListPrice() {
        int subsidised = 0;
        for (long seed = 0; seed < RUNS; seed++) {
            Situation situation = Situation.of(seed);
            Price price = situation.price();
            must(price.dueFen() >= 0 && price.dueFen() <= price.listFen(), seed);
            must(price.lines().stream().mapToLong(Price.Line::amountFen).sum() == price.dueFen(), seed);
            must(price.lines().size() == 1 + rulesFor(situation), seed);
            long given = price.given().stream().mapToLong(Price.Given::fen).sum();
            must(given == price.subsidyFen() - instead(price), seed);
            must(price.given().stream().allMatch(PricingGeneratorTests::isWhole), seed);
            must(goTogether(price), seed);
            subsidised += price.subsidyFen() > 0 ? 1 : 0;
        }
        assertThat(subsidised).as("the generator reaches both kinds").isBetween(RUNS / 5, RUNS * 4 / 5);
    }

    @Test
    void neverTakesMoreThanAFundHasNorABenefitMoreOftenThanItsQuota() {
        for (long seed = 0; seed < RUNS; seed++) {
            Situation situation = Situation.of(seed);
            Price price = situation.price();
            Map<String, Long> paid = new HashMap<>();
            for (Price.Given given : price.given()) {
                BenefitRule rule = given.rule();
                if (rule.hasFund()) {
                    paid.merge(rule.fund(), given.fen(), Long::sum);
                }
                if (rule.quota() != null) {
                    must(
                            situation.left().used(rule, given.usagePeriod())
                                    < rule.quota().times(),
                            seed);
                }
            }
            for (Map.Entry<String, Long> fund : paid.entrySet()) {
                must(situation.left().paying(fund.getKey(), fund.getValue()) != null, seed);
            }
        }
    }

    @Test
    void sameInputGivesTheSameOutputAndTheSameWords() {
        for (long seed = 0; seed < RUNS; seed++) {
            Situation once = Situation.of(seed);
            Situation again = Situation.of(seed);
            must(again.price().equals(once.price()), seed);
            Integer age = Conditions.age(once.person(), once.day());
            must(sentence(again, age).equals(sentence(once, age)), seed);
            must(words(again, age).equals(words(once, age)), seed);
        }
    }

    /** Where no rule stands before a kinder one (the check of drafts warns) and none refuses. */
    @Test
    void moreEvidenceNeverCostsMore() {
        int compared = 0;
        for (long seed = 0; seed < RUNS; seed++) {
            Situation situation = Situation.of(seed);
            if (isKindestFirst(situation.content())) {
                Price richer = Pricing.price(
                        situation.book(), situation.service(), situation.entitled(), situation.day(), situation.left());
                must(richer.dueFen() <= situation.price().dueFen(), seed);
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
            BookFixture.findings(situation.content()).stream()
                    .filter(finding -> finding.code().equals("never-applies"))
                    .forEach(finding -> never.add(finding.rule()));
            must(
                    situation.price().given().stream()
                            .noneMatch(given -> never.contains(given.rule().code())),
                    seed);
            unreachable += never.size();
        }
        assertThat(unreachable).as("the generator makes such rules").isGreaterThan(RUNS / 50);
    }

    @Test
    void aPercentageIsRoundedToTheFenInThePayersFavour() {
        Random random = new Random(1);
        for (int run = 0; run < RUNS; run++) {
            long list = random.nextLong(BookFixture.MOST_FEN);
            int percent = random.nextInt(101);
            long due = BookFixture.percentOff(percent).dueFen(list);
            assertThat((double) due).isCloseTo(list * (100.0 - percent) / 100, within(1.0));
            assertThat(due * 100).isLessThanOrEqualTo(list * (100 - percent));
        }
    }

    private static Said sentence(Situation situation, Integer age) {
        return Sentence.of(
                situation.book(), situation.service(), situation.price().lines(), age);
    }

    private static List<PriceLine> words(Situation situation, Integer age) {
        return Words.say(situation.book(), situation.price().lines(), age);
    }

    /** What the low-cost price takes off in place of a benefit. */
    private static long instead(Price price) {
        return -price.lines().stream()
                .filter(line -> line.outcome() == Outcome.LOW_COST_INSTEAD)
                .mapToLong(Price.Line::amountFen)
                .sum();
    }

    private static boolean isWhole(Price.Given given) {
        return given.fen() > 0
                && (given.budget() != null) == given.rule().hasFund()
                && (given.usagePeriod() != null) == (given.rule().quota() != null);
    }

    /** One alone, or several that all go together. */
    private static boolean goTogether(Price price) {
        return price.given().size() <= 1
                || price.given().stream().allMatch(given -> given.rule().stacks());
    }

    private static int rulesFor(Situation situation) {
        return (int) situation.content().rules().stream()
                .filter(rule -> rule.services().isEmpty() || rule.services().contains(situation.service()))
                .count();
    }

    private static boolean isKindestFirst(BookContent content) {
        return content.rules().stream()
                        .noneMatch(rule -> rule.whenEmpty() == WhenEmpty.REFUSE
                                || rule.stacks()
                                || !rule.fallback().isEmpty())
                && BookFixture.findings(content).stream()
                        .noneMatch(finding -> finding.code().equals("kinder-later"));
    }
}
