package community.doorstep.pricebook;

import community.doorstep.catalog.ServiceId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One thing that a benefit rule says, with its name and its value in words.
 *
 * @param value what is compared; null, empty or false: the rule says nothing of it
 */
record RuleAspect(
        String field, Said label, Function<BenefitRule, @Nullable Object> value, Function<BenefitRule, Said> text) {

    static final Said NOTHING = new Said("无", "none");

    boolean isSaidBy(BenefitRule rule) {
        Object said = value.apply(rule);
        return !(said == null || said.equals("") || said.equals(Set.of()) || said.equals(false));
    }

    boolean differs(BenefitRule before, BenefitRule after) {
        return !Objects.equals(value.apply(before), value.apply(after));
    }

    /** Its value in words. */
    Said of(BenefitRule rule) {
        return isSaidBy(rule) ? text.apply(rule) : NOTHING;
    }

    /** All of them, in the order in which a rule is described. */
    static List<RuleAspect> all(Names names) {
        List<RuleAspect> all = new ArrayList<>();
        all.add(new RuleAspect("services", label("适用服务", "the services"), BenefitRule::services, names::services));
        conditions(all, names);
        effect(all);
        all.add(new RuleAspect("tier", label("价格档", "the tier"), BenefitRule::tier, rule -> tier(rule.tier())));
        all.add(new RuleAspect("quota", label("次数", "the quota"), BenefitRule::quota, RuleAspect::quota));
        all.add(new RuleAspect("fund", label("支付资金", "the fund that pays"), BenefitRule::fund, names::fund));
        all.add(new RuleAspect(
                "whenEmpty",
                label("资金不足时", "what happens when the fund is empty"),
                rule -> rule.hasFund() ? rule.whenEmpty() : null,
                rule -> whenEmpty(rule.whenEmpty())));
        all.add(new RuleAspect(
                "fallback", label("后备优惠", "the benefit it falls back on"), BenefitRule::fallback, names::fallback));
        all.add(new RuleAspect(
                "stacking",
                label("与其他优惠", "together with other benefits"),
                BenefitRule::stacking,
                rule -> stacking(rule.stacking())));
        return all;
    }

    private static void conditions(List<RuleAspect> all, Names names) {
        all.add(number(
                "when.minAge",
                label("最小年龄", "the least age"),
                rule -> rule.when().minAge()));
        all.add(number(
                "when.maxAge",
                label("最大年龄", "the greatest age"),
                rule -> rule.when().maxAge()));
        all.add(new RuleAspect(
                "when.residency",
                label("居住地核实", "verified residency"),
                rule -> rule.when().residency(),
                rule -> new Said("需要", "required")));
        all.add(new RuleAspect(
                "when.evidence",
                label("所需证明", "the evidence it asks for"),
                rule -> rule.when().evidence(),
                rule -> names.kinds(rule.when().evidence())));
        all.add(new RuleAspect(
                "when.household",
                label("家庭情况", "the household facts it asks for"),
                rule -> rule.when().household(),
                rule -> names.kinds(rule.when().household())));
        all.add(new RuleAspect(
                "when.from",
                label("开始日期", "the first day"),
                rule -> rule.when().from(),
                rule -> Phrases.day(rule.when().from())));
        all.add(new RuleAspect(
                "when.until",
                label("结束日期", "the last day"),
                rule -> rule.when().until(),
                rule -> Phrases.day(rule.when().until())));
        all.add(new RuleAspect(
                "when.weekdays",
                label("星期", "the weekdays"),
                rule -> rule.when().weekdays(),
                rule -> Phrases.weekdays(rule.when().weekdays())));
    }

    private static void effect(List<RuleAspect> all) {
        all.add(new RuleAspect(
                "effect", label("优惠幅度", "the effect"), rule -> effect(rule.effect()), rule -> effect(rule.effect())));
        all.add(amount(
                "effect.floorFen",
                label("最低应付", "the floor"),
                rule -> rule.effect().floorFen()));
        all.add(amount(
                "effect.capFen", label("最多减免", "the cap"), rule -> rule.effect().capFen()));
    }

    private static Said label(String zh, String en) {
        return new Said(zh, en);
    }

    private static RuleAspect number(String field, Said label, Function<BenefitRule, @Nullable Integer> value) {
        return new RuleAspect(field, label, value::apply, rule -> {
            Integer number = value.apply(rule);
            return new Said(number + "岁", number + " years");
        });
    }

    private static RuleAspect amount(String field, Said label, Function<BenefitRule, @Nullable Long> value) {
        return new RuleAspect(field, label, value::apply, rule -> {
            Long fen = value.apply(rule);
            return Phrases.amount(fen == null ? 0 : fen);
        });
    }

    private static Said effect(Effect effect) {
        Said fen = Phrases.amount(effect.fen() == null ? 0 : effect.fen());
        return switch (effect.kind()) {
            case FREE -> new Said("免费", "free");
            case FIXED -> new Said("固定价" + fen.zh(), "a fixed price of " + fen.en());
            case PERCENT_OFF -> new Said("减" + effect.percent() + "%", effect.percent() + " percent off");
            case AMOUNT_OFF -> new Said("减" + fen.zh(), fen.en() + " off");
        };
    }

    private static Said tier(Tier tier) {
        return switch (tier) {
            case PAID -> new Said("市场价", "paid");
            case LOW_COST -> new Said("低偿", "low-cost");
            case PUBLIC_BENEFIT -> new Said("公益", "public benefit");
        };
    }

    private static Said quota(BenefitRule rule) {
        Quota quota = rule.quota();
        if (quota == null) {
            return NOTHING;
        }
        Said period = Phrases.period(quota.per());
        String times = quota.times() == 1 ? "once a " : quota.times() + " times a ";
        return new Said("每" + period.zh() + quota.times() + "次", times + period.en());
    }

    private static Said whenEmpty(WhenEmpty whenEmpty) {
        return switch (whenEmpty) {
            case NEXT_RULE -> new Said("看下一条优惠", "the next benefit is looked at");
            case LOW_COST_PRICE -> new Said("按低偿价", "the low-cost price is charged");
            case REFUSE -> new Said("不能预约", "it cannot be booked");
        };
    }

    private static Said stacking(Stacking stacking) {
        return switch (stacking) {
            case EXCLUSIVE -> new Said("单独使用", "given alone");
            case IN_ORDER -> new Said("依次叠加", "added up in order");
        };
    }

    /** The names that two versions give to things; the later one's first. */
    interface Names {

        Said service(ServiceId id);

        Said services(BenefitRule rule);

        Said kinds(Set<String> codes);

        Said fund(BenefitRule rule);

        Said fallback(BenefitRule rule);
    }
}
