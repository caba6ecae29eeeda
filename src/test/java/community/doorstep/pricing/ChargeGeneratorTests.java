package community.doorstep.pricing;

import static community.doorstep.pricing.Situation.RUNS;
import static community.doorstep.pricing.Situation.must;
import static org.assertj.core.api.Assertions.assertThat;

import community.doorstep.funds.FundDay;
import community.doorstep.pricebook.BenefitRule;
import community.doorstep.pricebook.BookFixture;
import community.doorstep.pricebook.Conditions;
import community.doorstep.pricebook.PriceBook;
import community.doorstep.pricebook.RandomBooks;
import community.doorstep.shared.CommunityId;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What random prices need, leave behind and add up to. */
class ChargeGeneratorTests {

    /** One benefit is given, the next one's fund is empty, and the low-cost price is no lower than what is left. */
    private static final long KEPT = 22_579;

    /** Quotas and budgets that are not read before pricing are never asked for. */
    @Test
    void onlyWhatIsNeededIsAskedFor() {
        for (long seed = 0; seed < RUNS; seed++) {
            Situation situation = Situation.of(seed);
            Needs needs = new Needs();
            needs.add(situation.book(), situation.service(), situation.person(), situation.day());
            Price price = Pricing.price(
                    situation.book(), situation.service(), situation.person(), situation.day(), only(situation, needs));
            must(price.equals(situation.price()), seed);
        }
    }

    private static Allowance only(Situation situation, Needs needs) {
        return new Allowance() {
            @Override
            public int used(BenefitRule rule, LocalDate periodStart) {
                CommunityId community = situation.book().community();
                Needs.Usage usage = Needs.usage(community, situation.person().id(), rule, periodStart);
                assertThat(needs.usages().contains(usage)).isTrue();
                return situation.left().used(rule, periodStart);
            }

            @Override
            public UUID paying(String fund, long fen) {
                FundDay paying = new FundDay(situation.book().community(), fund, situation.day());
                assertThat(needs.funds().contains(paying)).isTrue();
                return situation.left().paying(fund, fen);
            }
        };
    }

    @Test
    void aChargeSaysTheSameAfterItWasWritten() {
        int several = 0;
        for (long seed : LongStream.concat(LongStream.of(KEPT), LongStream.range(0, RUNS))
                .toArray()) {
            Situation situation = Situation.of(seed);
            Price price = situation.price();
            Integer age = Conditions.age(situation.person(), situation.day());
            UUID booking = new UUID(0, seed);
            Charge made = Charge.of(
                    booking,
                    situation.book(),
                    situation.service(),
                    price.lines(),
                    price.dueFen(),
                    price.tier(),
                    price.fund(),
                    age);
            if (price.refused()) {
                continue;
            }
            List<ChargePart> parts = price.parts();
            ChargeRows.Stored stored = new ChargeRows.Stored(
                    booking,
                    situation.book().id(),
                    situation.service(),
                    price.listFen(),
                    price.dueFen(),
                    price.tier(),
                    price.fund(),
                    age,
                    price.outcomes(),
                    parts);
            must(stored.charge(situation.book()).equals(made), seed);
            several += parts.size() > 1 ? 1 : 0;
        }
        assertThat(several).as("the generator adds benefits up").isGreaterThan(RUNS / 500);
    }

    /** Where all benefits add up, another one can only lower the price. */
    @Test
    void moreEvidenceNeverCostsMoreWhereBenefitsAddUp() {
        int lower = 0;
        for (long seed = 0; seed < RUNS; seed++) {
            Situation situation = Situation.of(seed);
            PriceBook book = BookFixture.aBook(RandomBooks.together(situation.content()));
            Allowance plenty = GivenAllowance.plenty();
            Price price = Pricing.price(book, situation.service(), situation.person(), situation.day(), plenty);
            Price richer = Pricing.price(book, situation.service(), situation.entitled(), situation.day(), plenty);
            must(richer.dueFen() <= price.dueFen(), seed);
            lower += richer.dueFen() < price.dueFen() ? 1 : 0;
        }
        assertThat(lower).as("evidence matters").isGreaterThan(RUNS / 20);
    }
}
