package community.doorstep.pricing;

import community.doorstep.shared.Money;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Puts a price's lines into Chinese and English sentences that can be read aloud. */
final class Words {

    private static final DateTimeFormatter DAY_ZH = DateTimeFormatter.ofPattern("yyyy年M月d日");
    private static final DateTimeFormatter DAY_EN = DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.ENGLISH);

    private final PriceBook book;
    private final long listFen;
    private final @Nullable Integer age;

    private Words(PriceBook book, long listFen, @Nullable Integer age) {
        this.book = book;
        this.listFen = listFen;
        this.age = age;
    }

    static List<PriceLine> say(PriceBook book, List<Price.Line> lines, @Nullable Integer age) {
        Words words = new Words(book, lines.get(0).amountFen(), age);
        return lines.stream().map(words::line).toList();
    }

    private PriceLine line(Price.Line line) {
        BenefitRule rule = line.rule();
        if (rule == null) {
            return new PriceLine(
                    "",
                    line.outcome(),
                    line.amountFen(),
                    "价目第" + book.version() + "版，标价" + yuan(listFen) + "元。",
                    "Price book version " + book.version() + ": the list price is " + yuan(listFen) + " yuan.");
        }
        return new PriceLine(rule.code(), line.outcome(), line.amountFen(), zh(rule, line), en(rule, line));
    }

    private String zh(BenefitRule rule, Price.Line line) {
        long due = listFen + line.amountFen();
        return switch (line.outcome()) {
            case LIST, APPLIED ->
                "“" + rule.nameZh() + "”适用" + ageZh(rule) + "：" + dueZh(due) + paidZh(rule, -line.amountFen()) + "。";
            case LOW_COST_INSTEAD -> "“" + rule.nameZh() + "”：" + fundZh(rule) + "本期余额不足，改按低偿价，" + dueZh(due) + "。";
            case REFUSED -> "“" + rule.nameZh() + "”：" + fundZh(rule) + "本期余额不足，暂时不能预约。";
            default -> "“" + rule.nameZh() + "”不适用：" + whyZh(rule, line.outcome()) + "。";
        };
    }

    private String en(BenefitRule rule, Price.Line line) {
        long due = listFen + line.amountFen();
        return switch (line.outcome()) {
            case LIST, APPLIED ->
                rule.nameEn() + " applies" + ageEn(rule) + ": " + dueEn(due) + paidEn(rule, -line.amountFen()) + ".";
            case LOW_COST_INSTEAD ->
                rule.nameEn() + ": " + fundEn(rule)
                        + " has too little left for this period; the low-cost price instead, " + dueEn(due) + ".";
            case REFUSED ->
                rule.nameEn() + ": " + fundEn(rule)
                        + " has too little left for this period; it cannot be booked for now.";
            default -> rule.nameEn() + " does not apply: " + whyEn(rule, line.outcome()) + ".";
        };
    }

    private String whyZh(BenefitRule rule, Outcome outcome) {
        return switch (outcome) {
            case BUDGET_EMPTY -> fundZh(rule) + "本期余额不足";
            case QUOTA_USED -> timesZh(rule.quota()) + "已用完";
            case EARLIER_RULE -> "已按前面的优惠计价";
            case NO_GAIN -> "不会更便宜";
            case NOT_YET -> "自" + dayZh(rule.when().from()) + "起";
            case OVER -> "已于" + dayZh(rule.when().until()) + "结束";
            case AGE_UNKNOWN -> "没有登记出生日期";
            case TOO_YOUNG -> "须满" + rule.when().minAge() + "岁，当日" + age + "岁";
            case TOO_OLD -> "须不超过" + rule.when().maxAge() + "岁，当日" + age + "岁";
            case RESIDENCY_MISSING -> "居住地尚未核实";
            case EVIDENCE_MISSING -> "没有审核通过的证明";
            case EVIDENCE_EXPIRED -> "证明已过期";
            case HOUSEHOLD_MISSING -> "没有审核通过的家庭情况";
            case LIST, APPLIED, LOW_COST_INSTEAD, REFUSED -> "";
        };
    }

    private String whyEn(BenefitRule rule, Outcome outcome) {
        return switch (outcome) {
            case BUDGET_EMPTY -> fundEn(rule) + " has too little left for this period";
            case QUOTA_USED -> timesEn(rule.quota()) + " used up";
            case EARLIER_RULE -> "a benefit before it has set the price";
            case NO_GAIN -> "it would not lower the price";
            case NOT_YET -> "it begins on " + dayEn(rule.when().from());
            case OVER -> "it ended on " + dayEn(rule.when().until());
            case AGE_UNKNOWN -> "the birth date is not known";
            case TOO_YOUNG -> "from " + rule.when().minAge() + " years on, " + age + " years old that day";
            case TOO_OLD -> "up to " + rule.when().maxAge() + " years, " + age + " years old that day";
            case RESIDENCY_MISSING -> "the residency is not verified";
            case EVIDENCE_MISSING -> "there is no accepted evidence";
            case EVIDENCE_EXPIRED -> "the evidence has expired";
            case HOUSEHOLD_MISSING -> "there is no accepted fact about the household";
            case LIST, APPLIED, LOW_COST_INSTEAD, REFUSED -> "";
        };
    }

    private String ageZh(BenefitRule rule) {
        return asksForAge(rule) ? "（" + age + "岁）" : "";
    }

    private String ageEn(BenefitRule rule) {
        return asksForAge(rule) ? " (" + age + " years old)" : "";
    }

    private boolean asksForAge(BenefitRule rule) {
        return age != null && (rule.when().minAge() != null || rule.when().maxAge() != null);
    }

    private static String dueZh(long fen) {
        return fen == 0 ? "免费" : "应付" + yuan(fen) + "元";
    }

    private static String dueEn(long fen) {
        return fen == 0 ? "free" : yuan(fen) + " yuan to pay";
    }

    private String paidZh(BenefitRule rule, long fen) {
        return rule.isFunded() ? "，" + fundZh(rule) + "支付" + yuan(fen) + "元" : "，减免" + yuan(fen) + "元";
    }

    private String paidEn(BenefitRule rule, long fen) {
        return rule.isFunded() ? ", " + fundEn(rule) + " pays " + yuan(fen) + " yuan" : ", " + yuan(fen) + " yuan less";
    }

    private String fundZh(BenefitRule rule) {
        return book.fund(rule.fund()).nameZh();
    }

    private String fundEn(BenefitRule rule) {
        return book.fund(rule.fund()).nameEn();
    }

    private static String timesZh(@Nullable Quota quota) {
        if (quota == null) {
            return "";
        }
        String period = switch (quota.per()) {
            case DAY -> "当日";
            case WEEK -> "当周";
            case MONTH -> "当月";
        };
        return period + quota.times() + "次";
    }

    private static String timesEn(@Nullable Quota quota) {
        if (quota == null) {
            return "";
        }
        String times = quota.times() == 1 ? "the one time" : "the " + quota.times() + " times";
        return switch (quota.per()) {
                    case DAY -> times + " that day";
                    case WEEK -> times + " that week";
                    case MONTH -> times + " that month";
                }
                + (quota.times() == 1 ? " is" : " are");
    }

    private static String dayZh(@Nullable LocalDate day) {
        return day == null ? "" : DAY_ZH.format(day);
    }

    private static String dayEn(@Nullable LocalDate day) {
        return day == null ? "" : DAY_EN.format(day);
    }

    /** Whole yuan without the two zeros, as one says it. */
    private static String yuan(long fen) {
        return fen % 100 == 0 ? String.valueOf(fen / 100) : Money.fen(fen).toString();
    }
}
