package community.doorstep.pricing;

import community.doorstep.pricebook.BenefitRule;
import community.doorstep.pricebook.Conditions;
import community.doorstep.pricebook.EvidenceKind;
import community.doorstep.pricebook.Fund;
import community.doorstep.pricebook.Outcome;
import community.doorstep.pricebook.Phrases;
import community.doorstep.pricebook.PriceBook;
import community.doorstep.pricebook.Quota;
import community.doorstep.pricebook.Said;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Why a benefit does not apply, in words. */
final class Reasons {

    private static final Said NOTHING = new Said("", "");

    private final PriceBook book;
    private final @Nullable Integer age;

    /** @param age the person's on the day; null when it is not known */
    Reasons(PriceBook book, @Nullable Integer age) {
        this.book = book;
        this.age = age;
    }

    Said of(BenefitRule rule, Outcome outcome) {
        Conditions when = rule.when();
        return switch (outcome) {
            case BUDGET_EMPTY -> empty(rule);
            case QUOTA_USED -> usedUp(rule.quota());
            case EARLIER_RULE -> new Said("已按前面的优惠计价", "a benefit before it has set the price");
            case NOT_TOGETHER -> new Said("不与前面的优惠同时使用", "it does not go together with the benefit before it");
            case PASSED_OVER -> new Said("资金不足时改用后面的优惠", "the benefit before it is replaced by a later one");
            case NO_GAIN -> new Said("不会更便宜", "it would not lower the price");
            case NOT_YET -> beginsOn(Phrases.day(when.from()));
            case OVER -> endedOn(Phrases.day(when.until()));
            case OTHER_WEEKDAY -> onlyOn(Phrases.weekdays(when.weekdays()));
            case AGE_UNKNOWN -> new Said("没有登记出生日期", "the birth date is not known");
            case TOO_YOUNG -> tooYoung(when.minAge());
            case TOO_OLD -> tooOld(when.maxAge());
            case RESIDENCY_MISSING -> new Said("居住地尚未核实", "the residency is not verified");
            case EVIDENCE_MISSING -> about("没有审核通过的证明", "there is no accepted evidence", when.evidence());
            case EVIDENCE_EXPIRED -> about("证明已过期", "the evidence has expired", when.evidence());
            case HOUSEHOLD_MISSING ->
                about("没有审核通过的家庭情况", "there is no accepted fact about the household", when.household());
            case LIST, APPLIED, LOW_COST_INSTEAD, REFUSED -> NOTHING;
        };
    }

    /** The fund of the rule has too little left. */
    Said empty(BenefitRule rule) {
        Fund fund = book.fund(rule.fund());
        return new Said(fund.nameZh() + "本期余额不足", fund.nameEn() + " has too little left for this period");
    }

    private static Said usedUp(@Nullable Quota quota) {
        Said times = Phrases.times(quota);
        boolean one = quota != null && quota.times() == 1;
        return new Said(times.zh() + "已用完", times.en() + (one ? " is" : " are") + " used up");
    }

    private Said tooYoung(@Nullable Integer least) {
        return new Said("须满" + least + "岁，" + ageZh(), "from " + least + " years on, " + ageEn());
    }

    private Said tooOld(@Nullable Integer greatest) {
        return new Said("须不超过" + greatest + "岁，" + ageZh(), "up to " + greatest + " years, " + ageEn());
    }

    private String ageZh() {
        return "当日" + age + "岁";
    }

    private String ageEn() {
        return age + " years old that day";
    }

    private static Said beginsOn(Said day) {
        return new Said("自" + day.zh() + "起", "it begins on " + day.en());
    }

    private static Said endedOn(Said day) {
        return new Said("已于" + day.zh() + "结束", "it ended on " + day.en());
    }

    private static Said onlyOn(Said days) {
        return new Said("只在" + days.zh(), "it is for " + days.en());
    }

    private Said about(String zh, String en, Set<String> kinds) {
        Said named = Phrases.joined(List.copyOf(kinds), this::kind, new Said("或", " or "));
        return new Said(zh + "（" + named.zh() + "）", en + " (" + named.en() + ")");
    }

    private Said kind(String code) {
        EvidenceKind kind = book.kind(code);
        return new Said(kind.nameZh(), kind.nameEn());
    }
}
