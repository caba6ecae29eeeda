package community.doorstep.pricebook;

import static community.doorstep.pricebook.BookFixture.CARE;
import static community.doorstep.pricebook.BookFixture.LUNCH;
import static community.doorstep.pricebook.BookFixture.SUPPER;
import static community.doorstep.pricebook.BookFixture.aRule;
import static community.doorstep.pricebook.BookFixture.ages;
import static community.doorstep.pricebook.BookFixture.free;
import static community.doorstep.pricebook.BookFixture.percentOff;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BookComparisonTests {

    private static final ServicePrice LUNCH_AT_10 = new ServicePrice(LUNCH, 1000, 800L, "午餐", "lunch");
    private static final ServicePrice LUNCH_AT_12 = new ServicePrice(LUNCH, 1200, null, "午餐", "lunch");
    private static final Fund SEED = new Fund("seed", "种子基金", "the seed fund");
    private static final Fund CHARITY = new Fund("charity", "慈善基金", "the charity fund");

    private static List<String> zh(BookContent before, BookContent after) {
        return differences(before, after).stream().map(one -> one.said().zh()).toList();
    }

    private static List<String> en(BookContent before, BookContent after) {
        return differences(before, after).stream().map(one -> one.said().en()).toList();
    }

    private static List<Difference> differences(BookContent before, BookContent after) {
        return BookComparison.of(before, after, Map.of());
    }

    private static BookContent prices(ServicePrice... prices) {
        return new BookContent(List.of(prices), List.of(), List.of());
    }

    private static BookContent rules(BenefitRule... rules) {
        return new BookContent(List.of(LUNCH_AT_10), List.of(SEED, CHARITY), List.of(rules));
    }

    private static BenefitRule rich(Conditions when, Effect effect, Quota quota, String fund, WhenEmpty whenEmpty) {
        return new BenefitRule(
                "old", "长者", "Elders", Set.of(LUNCH), when, effect, Tier.LOW_COST, quota, fund, whenEmpty);
    }

    @Test
    void versionsThatSayTheSameDifferInNothing() {
        assertThat(differences(BookFixture.wangjiangContent(), BookFixture.wangjiangContent()))
                .isEmpty();
        for (long seed = 0; seed < 1000; seed++) {
            BookContent content = new RandomBooks(new Random(seed)).content();
            assertThat(differences(content, new RandomBooks(new Random(seed)).content()))
                    .isEmpty();
        }
    }

    @Test
    void twoRandomBooksThatDifferAreSaidToDiffer() {
        for (long seed = 0; seed < 1000; seed++) {
            BookContent before = new RandomBooks(new Random(seed)).content();
            BookContent after = new RandomBooks(new Random(seed + 1)).content();
            assertThat(differences(before, after).isEmpty()).as("seed %d", seed).isEqualTo(before.equals(after));
            assertThat(differences(before, after))
                    .allSatisfy(one -> assertThat(one.said().zh() + one.said().en())
                            .doesNotContain("null")
                            .doesNotContain("Optional"));
        }
    }

    @Test
    void saysPricesInYuan() {
        assertThat(zh(prices(LUNCH_AT_10), prices(LUNCH_AT_12)))
                .containsExactly("午餐的标价由10.00元改为12.00元。", "午餐的低偿价由8.00元改为无。");
        assertThat(en(prices(LUNCH_AT_10), prices(LUNCH_AT_12)))
                .containsExactly(
                        "The list price of lunch changes from 10.00 yuan to 12.00 yuan.",
                        "The low-cost price of lunch changes from 8.00 yuan to none.");
    }

    @Test
    void saysWhichPricesAreNewAndWhichAreGone() {
        ServicePrice supper = new ServicePrice(SUPPER, 900, 500L, "晚餐", "supper");
        assertThat(zh(prices(LUNCH_AT_12), prices(supper)))
                .containsExactly("新增标价：晚餐9.00元，低偿价5.00元。", "不再标价：午餐（原标价12.00元）。");
        assertThat(en(prices(LUNCH_AT_12), prices(supper)))
                .containsExactly(
                        "Supper gets a price: the list price is 9.00 yuan, the low-cost price 5.00 yuan.",
                        "Lunch has no price any more (the list price was 12.00 yuan).");
    }

    @Test
    void saysWhatBecomesOfFundsAndKindsOfEvidence() {
        BookContent before = new BookContent(List.of(), List.of(SEED, CHARITY), List.of(), List.of());
        BookContent after = new BookContent(
                List.of(),
                List.of(new Fund("seed", "起步基金", "the starting fund"), new Fund("city", "市级", "the city")),
                List.of(),
                List.of(new EvidenceKind("MARTYR", "烈属", "a martyr's family")));
        assertThat(zh(before, after))
                .containsExactly(
                        "资金“种子基金 / the seed fund”改称“起步基金 / the starting fund”。",
                        "新增资金“市级”。",
                        "删除资金“慈善基金”。",
                        "新增证明种类“烈属”。");
        assertThat(en(before, after))
                .containsExactly(
                        "The fund “种子基金 / the seed fund” is now called “起步基金 / the starting fund”.",
                        "The fund “the city” is added.",
                        "The fund “the charity fund” is removed.",
                        "The kind of evidence “a martyr's family” is added.");
    }

    @Test
    void saysEachThingThatChangesInARule() {
        BenefitRule before =
                rich(ages(60, null), percentOff(40), new Quota(2, Quota.Period.MONTH), "seed", WhenEmpty.NEXT_RULE);
        Conditions when = new Conditions(
                65,
                90,
                Set.of("LOW_INCOME", "VETERAN"),
                true,
                Set.of("SECOND_CHILD"),
                LocalDate.of(2026, 7, 1),
                LocalDate.of(2026, 8, 31),
                Set.of(1, 3));
        BenefitRule after = rich(
                when, new Effect(Effect.Kind.PERCENT_OFF, null, 50, 300L, 1000L), null, "charity", WhenEmpty.REFUSE);
        assertThat(en(rules(before), rules(after)))
                .containsExactly(
                        "The benefit “Elders”, the least age: from “60 years” to “65 years”.",
                        "The benefit “Elders”, the greatest age: from “none” to “90 years”.",
                        "The benefit “Elders”, verified residency: from “none” to “required”.",
                        "The benefit “Elders”, the evidence it asks for: from “none” to “low income or veteran”.",
                        "The benefit “Elders”, the household facts it asks for: from “none” to “second child in care”.",
                        "The benefit “Elders”, the first day: from “none” to “1 July 2026”.",
                        "The benefit “Elders”, the last day: from “none” to “31 August 2026”.",
                        "The benefit “Elders”, the weekdays: from “none” to “Monday and Wednesday”.",
                        "The benefit “Elders”, the effect: from “40 percent off” to “50 percent off”.",
                        "The benefit “Elders”, the floor: from “none” to “3.00 yuan”.",
                        "The benefit “Elders”, the cap: from “none” to “10.00 yuan”.",
                        "The benefit “Elders”, the quota: from “2 times a month” to “none”.",
                        "The benefit “Elders”, the fund that pays: from “the seed fund” to “the charity fund”.",
                        "The benefit “Elders”, what happens when the fund is empty: from “the next benefit is"
                                + " looked at” to “it cannot be booked”.");
        assertThat(zh(rules(before), rules(after)))
                .contains(
                        "优惠“长者”的最小年龄由“60岁”改为“65岁”。",
                        "优惠“长者”的所需证明由“无”改为“低收入或退役军人”。",
                        "优惠“长者”的星期由“无”改为“周一、周三”。",
                        "优惠“长者”的优惠幅度由“减40%”改为“减50%”。",
                        "优惠“长者”的次数由“每月2次”改为“无”。",
                        "优惠“长者”的资金不足时由“看下一条优惠”改为“不能预约”。");
        assertThat(differences(rules(before), rules(after)))
                .extracting(Difference::rule)
                .containsOnly("old");
    }

    @Test
    void saysWhatANewRuleDoesAndWhichRuleIsGone() {
        BenefitRule free = rich(ages(80, null), free(), null, "seed", WhenEmpty.LOW_COST_PRICE);
        assertThat(zh(rules(), rules(free)))
                .containsExactly(
                        "新增优惠“长者”，排在第1位：适用服务：午餐；最小年龄：80岁；优惠幅度：免费；价格档：低偿；支付资金：种子基金；" + "资金不足时：按低偿价；与其他优惠：单独使用。");
        assertThat(en(rules(free), rules())).containsExactly("The benefit “Elders” is removed.");
        assertThat(differences(rules(), rules(free)))
                .extracting(Difference::field)
                .containsExactly("added");
    }

    @Test
    void saysTheFewestMovesThatExplainANewOrder() {
        BenefitRule a = aRule("a", ages(80, null), free());
        BenefitRule b = aRule("b", ages(70, null), percentOff(50));
        BenefitRule c = aRule("c", ages(60, null), percentOff(10));
        assertThat(en(rules(a, b, c), rules(c, a, b)))
                .containsExactly("The benefit “c” moves from place 3 to place 1.");
        assertThat(zh(rules(a, b, c), rules(b, a, c))).hasSize(1);
        assertThat(en(rules(a, b, c), rules(b, c))).containsExactly("The benefit “a” is removed.");
    }

    @Test
    void callsAServiceByItsOwnNameWhereTheBookHasNone() {
        assertThat(en(prices(new ServicePrice(CARE, 1, null)), prices(new ServicePrice(CARE, 2, null))))
                .containsExactly("The list price of " + CARE + " changes from 0.01 yuan to 0.02 yuan.");
    }
}
