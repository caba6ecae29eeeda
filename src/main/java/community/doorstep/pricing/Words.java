package community.doorstep.pricing;

import community.doorstep.pricebook.BenefitRule;
import community.doorstep.pricebook.Fund;
import community.doorstep.pricebook.Phrases;
import community.doorstep.pricebook.PriceBook;
import community.doorstep.pricebook.Said;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts a price's lines into Chinese and English sentences that can be read aloud. */
final class Words {

    private final PriceBook book;
    private final @Nullable Integer age;
    private final Reasons reasons;

    private Words(PriceBook book, @Nullable Integer age) {
        this.book = book;
        this.age = age;
        this.reasons = new Reasons(book, age);
    }

    static List<PriceLine> say(PriceBook book, List<Price.Line> lines, @Nullable Integer age) {
        Words words = new Words(book, age);
        List<PriceLine> said = new ArrayList<>(lines.size());
        long due = 0;
        for (Price.Line line : lines) {
            due += line.amountFen();
            said.add(words.line(line, due));
        }
        return said;
    }

    private PriceLine line(Price.Line line, long due) {
        BenefitRule rule = line.rule();
        Said said = rule == null ? list(due) : sentence(rule, line, due);
        return new PriceLine(rule == null ? "" : rule.code(), line.outcome(), line.amountFen(), said.zh(), said.en());
    }

    private Said list(long fen) {
        String yuan = Phrases.yuan(fen);
        return new Said(
                "价目第" + book.version() + "版，标价" + yuan + "元。",
                "Price book version " + book.version() + ": the list price is " + yuan + " yuan.");
    }

    private Said sentence(BenefitRule rule, Price.Line line, long due) {
        return switch (line.outcome()) {
            case LIST, APPLIED -> applied(rule, -line.amountFen(), due);
            case LOW_COST_INSTEAD -> instead(rule, due);
            case REFUSED -> refused(rule);
            default -> without(rule, reasons.of(rule, line.outcome()));
        };
    }

    private Said applied(BenefitRule rule, long paidFen, long due) {
        Fund fund = book.fund(rule.fund());
        String yuan = Phrases.yuan(paidFen);
        boolean asksForAge = asksForAge(rule, age);
        return new Said(
                "“" + rule.nameZh() + "”适用" + (asksForAge ? "（" + age + "岁）" : "") + "：" + dueZh(due)
                        + (rule.hasFund() ? "，" + fund.nameZh() + "支付" : "，减免") + yuan + "元。",
                rule.nameEn() + " applies" + (asksForAge ? " (" + age + " years old)" : "") + ": " + dueEn(due) + ", "
                        + (rule.hasFund() ? fund.nameEn() + " pays " + yuan + " yuan." : yuan + " yuan less."));
    }

    private Said instead(BenefitRule rule, long due) {
        Said empty = reasons.empty(rule);
        return new Said(
                "“" + rule.nameZh() + "”：" + empty.zh() + "，改按低偿价，" + dueZh(due) + "。",
                rule.nameEn() + ": " + empty.en() + "; the low-cost price instead, " + dueEn(due) + ".");
    }

    private Said refused(BenefitRule rule) {
        Said empty = reasons.empty(rule);
        return new Said(
                "“" + rule.nameZh() + "”：" + empty.zh() + "，暂时不能预约。",
                rule.nameEn() + ": " + empty.en() + "; it cannot be booked for now.");
    }

    private static Said without(BenefitRule rule, Said why) {
        return new Said(
                "“" + rule.nameZh() + "”不适用：" + why.zh() + "。", rule.nameEn() + " does not apply: " + why.en() + ".");
    }

    static boolean asksForAge(BenefitRule rule, @Nullable Integer age) {
        return age != null && (rule.when().minAge() != null || rule.when().maxAge() != null);
    }

    private static String dueZh(long fen) {
        return fen == 0 ? "免费" : "应付" + Phrases.yuan(fen) + "元";
    }

    private static String dueEn(long fen) {
        return fen == 0 ? "free" : Phrases.yuan(fen) + " yuan to pay";
    }
}
