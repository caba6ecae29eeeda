package community.doorstep.pricebook;

import static community.doorstep.pricebook.BookFixture.LUNCH;
import static community.doorstep.pricebook.BookFixture.aRule;
import static community.doorstep.pricebook.BookFixture.ages;
import static community.doorstep.pricebook.BookFixture.free;
import static community.doorstep.pricebook.BookFixture.lunchOnly;
import static community.doorstep.pricebook.BookFixture.percentOff;
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

    private static BenefitRule falling(String code, String fund, WhenEmpty whenEmpty, String fallback) {
        return new BenefitRule(
                code,
                code,
                code,
                Set.of(LUNCH),
                ages(60, null),
                percentOff(10),
                Tier.LOW_COST,
                null,
                fund,
                whenEmpty,
                fallback,
                Stacking.IN_ORDER);
    }

    private static List<String> foundWithFunds(BenefitRule... rules) {
        return found(new BookContent(
                List.of(new ServicePrice(LUNCH, 1500, 800L), new ServicePrice(BookFixture.CARE, 3000, 800L)),
                List.of(new Fund("seed", "种子", "Seed")),
                List.of(rules)));
    }

    @Test
    void findsNoErrorInTheBookOfBenefitsThatGoTogether() {
        List<Finding> findings = BookCheck.findings(
                BookFixture.content("together"), SERVICES, Set.of("seed", "governance", "charity"), TODAY);
        assertThat(findings).allMatch(finding -> finding.severity() == Finding.Severity.WARNING);
    }

    @Test
    void findsFallbacksThatGoRoundInCircles() {
        assertThat(foundWithFunds(
                        falling("a", "seed", WhenEmpty.NEXT_RULE, "b"),
                        falling("b", "seed", WhenEmpty.NEXT_RULE, "c"),
                        falling("c", "seed", WhenEmpty.NEXT_RULE, "a")))
                .containsExactly("c rules[2].fallback fallback-cycle");
        assertThat(foundWithFunds(falling("a", "seed", WhenEmpty.NEXT_RULE, "a")))
                .containsExactly("a rules[0].fallback fallback-cycle");
    }

    @Test
    void findsFallbacksThatLeadNowhere() {
        BenefitRule care = new BenefitRule(
                "care", "x", "x", Set.of(BookFixture.CARE), ages(60, null), free(), Tier.PAID, null, "", null);
        assertThat(foundWithFunds(
                        falling("a", "seed", WhenEmpty.NEXT_RULE, "nobody"),
                        falling("b", "seed", WhenEmpty.NEXT_RULE, "care"),
                        falling("c", "seed", WhenEmpty.REFUSE, "care"),
                        falling("d", "", WhenEmpty.NEXT_RULE, "care"),
                        care))
                .containsExactly(
                        "a rules[0].fallback fallback-unknown",
                        "b rules[1].fallback fallback-elsewhere",
                        "c rules[2].fallback fallback-unused",
                        "d rules[3].fallback fallback-unused");
    }

    @Test
    void findsEvidenceThatNobodyNamed() {
        Conditions when =
                new Conditions(null, null, Set.of("LOW_INCOM"), false, Set.of("SECOND_CHILD", "TWINS"), null, null);
        assertThat(found(lunchOnly(aRule("typo", when, free()))))
                .containsExactly(
                        "typo rules[0].when.evidence evidence-unknown",
                        "typo rules[0].when.household evidence-unknown");
        BookContent named = new BookContent(
                List.of(new ServicePrice(LUNCH, 1500, 800L)),
                List.of(),
                List.of(aRule("typo", when, free())),
                List.of(new EvidenceKind("LOW_INCOM", "低", "low"), new EvidenceKind("TWINS", "双胞胎", "twins")));
        assertThat(found(named)).isEmpty();
    }

    @Test
    void findsBrokenKindsOfEvidence() {
        BookContent content = new BookContent(
                List.of(),
                List.of(),
                List.of(),
                List.of(
                        new EvidenceKind("lower", "", "x"),
                        new EvidenceKind("TWINS", "双", "y"),
                        new EvidenceKind("TWINS", "双", "y")));
        assertThat(found(content))
                .containsExactly(
                        " evidenceKinds[0].code evidence-malformed",
                        " evidenceKinds[0].nameZh name-missing",
                        " evidenceKinds[2].code code-twice");
    }

    @Test
    void findsDaysThatNeverCome() {
        LocalDate monday = LocalDate.of(2026, 6, 15);
        assertThat(found(lunchOnly(aRule("sunday", days(monday, monday.plusDays(5), Set.of(7)), free()))))
                .containsExactly("sunday rules[0].when.weekdays no-such-day");
        assertThat(found(lunchOnly(aRule("sunday", days(monday, monday.plusDays(6), Set.of(7)), free()))))
                .isEmpty();
        assertThat(found(lunchOnly(aRule("eighth", days(null, null, Set.of(8)), free()))))
                .containsExactly("eighth rules[0].when.weekdays weekday-range");
        assertThat(found(lunchOnly(aRule("ever", days(LocalDate.MAX, LocalDate.MAX, Set.of(1, 2)), free()))))
                .hasSizeLessThan(2);
    }

    private static Conditions days(LocalDate from, LocalDate until, Set<Integer> weekdays) {
        return new Conditions(null, null, Set.of(), false, Set.of(), from, until, weekdays);
    }

    @Test
    void findsEffectsThatContradictThemselves() {
        assertThat(found(lunchOnly(
                        aRule("free", ages(80, null), effect(Effect.Kind.FREE, null, null, 100L, 200L)),
                        aRule("fixed", ages(0, 10), effect(Effect.Kind.FIXED, 300L, null, 301L, null)))))
                .containsExactly(
                        "free rules[0].effect.floorFen value-unused",
                        "free rules[0].effect.capFen value-unused",
                        "fixed rules[1].effect.floorFen floor-above-price");
    }

    @Test
    void aRuleThatCanNeverApplyIsAnError() {
        assertThat(List.of(Fault.NEVER_APPLIES, Fault.NO_GAIN, Fault.OVER_ALREADY, Fault.NO_SUCH_DAY))
                .noneMatch(Fault::isWarning);
    }

    @Test
    void findsWhatCannotBeReachedWhereBenefitsGoTogether() {
        BenefitRule everybody = together("everybody", percentOff(10));
        BenefitRule alone = aRule("alone", ages(60, null), percentOff(20));
        assertThat(found(lunchOnly(everybody, alone)))
                .containsExactly("everybody rules[0] kinder-later", "alone rules[1] never-applies");
        assertThat(found(lunchOnly(everybody, together("more", percentOff(20)))))
                .isEmpty();
        assertThat(found(lunchOnly(together("gratis", free()), together("more", percentOff(20)))))
                .containsExactly("more rules[1] never-applies");
    }

    private static BenefitRule together(String code, Effect effect) {
        return new BenefitRule(
                code, code, code, Set.of(LUNCH), ANYBODY, effect, Tier.LOW_COST, null, "", null, "", Stacking.IN_ORDER);
    }
}
