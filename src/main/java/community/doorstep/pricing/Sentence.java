package community.doorstep.pricing;

import community.doorstep.catalog.ServiceId;
import community.doorstep.pricebook.BenefitRule;
import community.doorstep.pricebook.Fund;
import community.doorstep.pricebook.Outcome;
import community.doorstep.pricebook.Phrases;
import community.doorstep.pricebook.PriceBook;
import community.doorstep.pricebook.Said;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A price and its reason in one sentence, to be read aloud: "82 years old: lunch is free, paid by the seed fund, version
 * 7."
 */
final class Sentence {

    private final PriceBook book;
    private final @Nullable Integer age;
    private final List<Price.Line> decisive;
    private final long dueFen;

    private Sentence(PriceBook book, List<Price.Line> lines, @Nullable Integer age) {
        this.book = book;
        this.age = age;
        this.decisive = decisive(lines);
        this.dueFen = lines.stream().mapToLong(Price.Line::amountFen).sum();
    }

    /** Those that make the price; only the one that refuses it, where there is one. */
    private static List<Price.Line> decisive(List<Price.Line> lines) {
        List<Price.Line> refusing =
                lines.stream().filter(line -> line.outcome() == Outcome.REFUSED).toList();
        return refusing.isEmpty()
                ? lines.stream().filter(line -> line.outcome().decides()).toList()
                : refusing;
    }

    static Said of(PriceBook book, ServiceId service, List<Price.Line> lines, @Nullable Integer age) {
        Sentence sentence = new Sentence(book, lines, age);
        return sentence.said(book.name(service));
    }

    private Said said(Said service) {
        Said lead = lead();
        Said end = end();
        return new Said(
                lead.zh() + service.zh() + priceZh() + end.zh() + "，价目第" + book.version() + "版。",
                Phrases.capital(lead.en() + service.en() + priceEn() + end.en() + ", version " + book.version() + "."));
    }

    private boolean isRefused() {
        return decisive.stream().anyMatch(line -> line.outcome() == Outcome.REFUSED);
    }

    private String priceZh() {
        return isRefused() ? "暂时不能预约" : dueFen == 0 ? "免费" : Phrases.yuan(dueFen) + "元";
    }

    private String priceEn() {
        return isRefused()
                ? " cannot be booked for now"
                : dueFen == 0 ? " is free" : " is " + Phrases.yuan(dueFen) + " yuan";
    }

    /** The age, where a benefit that is given asks for it; or else the benefits by name. */
    private Said lead() {
        if (decisive.isEmpty()) {
            return new Said("", "");
        }
        Said names = decisive.stream().allMatch(line -> asksForAge(line))
                ? new Said(age + "岁", age + " years old")
                : Phrases.joined(decisive, Sentence::name, new Said("和", " and "));
        return new Said(names.zh() + "：", names.en() + ": ");
    }

    private boolean asksForAge(Price.Line line) {
        return line.rule() != null && Words.asksForAge(line.rule(), age);
    }

    private static Said name(Price.Line line) {
        return line.rule() == null
                ? new Said("", "")
                : new Said(line.rule().nameZh(), line.rule().nameEn());
    }

    private Said end() {
        List<Said> ends = decisive.stream().map(this::share).toList();
        StringBuilder zh = new StringBuilder();
        StringBuilder en = new StringBuilder();
        ends.forEach(end -> {
            zh.append(end.zh());
            en.append(end.en());
        });
        return new Said(zh.toString(), en.toString());
    }

    private Said share(Price.Line line) {
        BenefitRule rule = line.rule();
        if (rule == null) {
            return new Said("", "");
        }
        if (line.outcome() != Outcome.APPLIED) {
            Said empty = new Reasons(book, age).empty(rule);
            return new Said("，" + empty.zh(), ", " + empty.en());
        }
        String yuan = Phrases.yuan(-line.amountFen());
        if (!rule.hasFund()) {
            return dueFen == 0 && decisive.size() == 1
                    ? new Said("", "")
                    : new Said("，减免" + yuan + "元", ", " + yuan + " yuan less");
        }
        Fund fund = book.fund(rule.fund());
        return dueFen == 0 && decisive.size() == 1
                ? new Said("，由" + fund.nameZh() + "支付", ", paid by " + fund.nameEn())
                : new Said("，" + fund.nameZh() + "支付" + yuan + "元", ", " + fund.nameEn() + " pays " + yuan + " yuan");
    }
}
