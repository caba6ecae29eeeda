package community.doorstep.pricing;

import static community.doorstep.pricing.BookFixture.LUNCH;
import static community.doorstep.pricing.BookFixture.aRule;
import static community.doorstep.pricing.BookFixture.ages;
import static community.doorstep.pricing.BookFixture.free;
import static community.doorstep.pricing.BookFixture.lunchOnly;
import static community.doorstep.pricing.BookFixture.percentOff;
import static org.assertj.core.api.Assertions.assertThat;

import community.doorstep.catalog.ServiceId;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BookCheckTests {

    private static final LocalDate TODAY = LocalDate.of(2026, 6, 10);
    private static final Set<ServiceId> SERVICES = new HashSet<>(BookFixture.SERVICES.values());
    private static final Conditions ANYBODY = Conditions.none();

    private static List<String> found(BookContent content) {
        return BookCheck.findings(content, SERVICES, Set.of("seed", "governance", "charity"), TODAY).stream()
                .map(finding -> finding.rule() + " " + finding.field() + " " + finding.code())
                .toList();
    }

    private static BenefitRule funded(String code, Effect effect, String fund, WhenEmpty whenEmpty) {
        return new BenefitRule(
                code, code, code, Set.of(LUNCH), ages(60, null), effect, Tier.LOW_COST, null, fund, whenEmpty);
    }

    private static Effect effect(Effect.Kind kind, Long fen, Integer percent, Long floor, Long cap) {
        return new Effect(kind, fen, percent, floor, cap);
    }

    @Test
    void findsNoErrorInTheBookOfWangjiang() {
        List<Finding> findings = BookCheck.findings(
                BookFixture.wangjiangContent(), SERVICES, Set.of("seed", "governance", "charity"), TODAY);
        assertThat(findings).allMatch(finding -> finding.severity() == Finding.Severity.WARNING);
        assertThat(findings).extracting(Finding::code).containsOnly("kinder-later");
    }

    @Test
    void namesEveryErrorNotOnlyTheFirst() {
        BenefitRule broken = new BenefitRule(
                "Broken!",
                "",
                "x".repeat(81),
                Set.of(BookFixture.service(99)),
                new Conditions(
                        151, -1, Set.of("low income"), false, Set.of("?"), TODAY.minusDays(1), TODAY.minusDays(2)),
                effect(Effect.Kind.PERCENT_OFF, -1L, 101, -1L, -1L),
                Tier.LOW_COST,
                new Quota(0, Quota.Period.DAY),
                "nobody",
                WhenEmpty.REFUSE);
        assertThat(found(lunchOnly(broken)))
                .contains(
                        "Broken! rules[0].code code-malformed",
                        "Broken! rules[0].nameZh name-missing",
                        "Broken! rules[0].nameEn name-missing",
                        "Broken! rules[0].services service-unknown",
                        "Broken! rules[0].when.minAge age-range",
                        "Broken! rules[0].when.maxAge age-range",
                        "Broken! rules[0].when.maxAge ages-reversed",
                        "Broken! rules[0].when.until dates-reversed",
                        "Broken! rules[0].when.until over-already",
                        "Broken! rules[0].when.evidence evidence-malformed",
                        "Broken! rules[0].when.household evidence-malformed",
                        "Broken! rules[0].effect.fen value-unused",
                        "Broken! rules[0].effect.fen negative-amount",
                        "Broken! rules[0].effect.percent percent-range",
                        "Broken! rules[0].effect.floorFen negative-amount",
                        "Broken! rules[0].effect.capFen negative-amount",
                        "Broken! rules[0].quota.times quota-range",
                        "Broken! rules[0].fund fund-unknown");
    }

    @Test
    void findsBrokenPrices() {
        BookContent content = new BookContent(
                List.of(
                        new ServicePrice(LUNCH, -1, null),
                        new ServicePrice(LUNCH, 1500, 1501L),
                        new ServicePrice(BookFixture.CARE, BookCheck.MOST_FEN + 1, -1L),
                        new ServicePrice(BookFixture.service(99), 0, null)),
                List.of(),
                List.of());
        assertThat(found(content))
                .containsExactlyInAnyOrder(
                        " prices[0].listFen negative-amount",
                        " prices[1].service service-twice",
                        " prices[1].lowCostFen low-cost-above-list",
                        " prices[2].listFen amount-too-large",
                        " prices[2].lowCostFen negative-amount",
                        " prices[3].service service-unknown");
    }

    @Test
    void tellsOfAFundWithoutABudgetAndAllowsIt() {
        BookContent content = new BookContent(
                List.of(new ServicePrice(LUNCH, 1500, null)), List.of(new Fund("new", "新", "New")), List.of());
        List<Finding> findings = BookCheck.findings(content, SERVICES, Set.of(), TODAY);
        assertThat(findings).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo("fund-without-budget");
            assertThat(finding.severity()).isEqualTo(Finding.Severity.WARNING);
        });
    }

    @Test
    void findsDuplicateCodes() {
        assertThat(found(lunchOnly(aRule("a", ages(80, null), free()), aRule("a", ages(60, null), percentOff(10)))))
                .containsExactly("a rules[1].code code-twice");
    }

    @Test
    void asksForTheValueThatAnEffectNeeds() {
        BenefitRule fixed = aRule("fixed", ANYBODY, effect(Effect.Kind.FIXED, null, null, null, null));
        BenefitRule percent = aRule("percent", ANYBODY, effect(Effect.Kind.PERCENT_OFF, null, null, null, null));
        assertThat(found(lunchOnly(fixed, percent)))
                .contains("fixed rules[0].effect.fen value-missing", "percent rules[1].effect.percent value-missing");
    }

    @Test
    void findsARuleForAServiceWithoutAListPrice() {
        BenefitRule rule = new BenefitRule(
                "care", "托", "Care", Set.of(BookFixture.CARE), ANYBODY, free(), Tier.PAID, null, "", null);
        assertThat(found(lunchOnly(rule))).contains("care rules[0].services service-unpriced");
    }

    @Test
    void findsAFallbackThatCannotBe() {
        BenefitRule unfunded = funded("unfunded", free(), "", WhenEmpty.REFUSE);
        assertThat(found(lunchOnly(unfunded))).contains("unfunded rules[0].whenEmpty fallback-without-fund");

        BookContent withoutLowCost = new BookContent(
                List.of(new ServicePrice(LUNCH, 1500, null)),
                List.of(new Fund("seed", "种子", "Seed")),
                List.of(funded("funded", free(), "seed", WhenEmpty.LOW_COST_PRICE)));
        assertThat(found(withoutLowCost)).contains("funded rules[0].whenEmpty low-cost-missing");
    }

    @Test
    void findsARuleAfterOneThatAlwaysApplies() {
        assertThat(found(lunchOnly(aRule("all", ANYBODY, free()), aRule("old", ages(80, null), percentOff(10)))))
                .containsExactly("old rules[1] never-applies");
    }

    @Test
    void findsARuleForFewerAfterOneForMore() {
        assertThat(found(lunchOnly(
                        aRule("wide", ages(60, null), free()), aRule("narrow", ages(70, 80), percentOff(10)))))
                .containsExactly("narrow rules[1] never-applies");
        assertThat(found(lunchOnly(
                        aRule("narrow", ages(70, 80), free()), aRule("wide", ages(60, null), percentOff(10)))))
                .isEmpty();
    }

    @Test
    void aRuleWithAQuotaOrAFundThatMayBeEmptyHidesNothing() {
        BenefitRule limited = new BenefitRule(
                "limited",
                "x",
                "x",
                Set.of(LUNCH),
                ANYBODY,
                free(),
                Tier.LOW_COST,
                new Quota(1, Quota.Period.DAY),
                "",
                null);
        assertThat(found(lunchOnly(limited, aRule("next", ANYBODY, percentOff(10)))))
                .isEmpty();
    }

    @Test
    void warnsOfARuleBeforeAKinderOne() {
        assertThat(found(lunchOnly(
                        aRule("dear", ages(60, null), percentOff(10)), aRule("kind", ages(80, null), free()))))
                .containsExactly("dear rules[0] kinder-later", "kind rules[1] never-applies");
    }

    @Test
    void warnsOfARuleThatGainsNothing() {
        BenefitRule rule = aRule("dear", ages(60, null), effect(Effect.Kind.FIXED, 1500L, null, null, null));
        assertThat(found(lunchOnly(rule))).containsExactly("dear rules[0].effect no-gain");
    }

    @Test
    void refusesMoreRulesThanAnybodyCanRead() {
        List<BenefitRule> rules = new ArrayList<>();
        for (int i = 0; i <= 200; i++) {
            rules.add(aRule("rule-" + i, ages(i % 100, i % 100), percentOff(10)));
        }
        assertThat(found(lunchOnly(rules.toArray(BenefitRule[]::new)))).contains(" rules too-many");
    }
}
