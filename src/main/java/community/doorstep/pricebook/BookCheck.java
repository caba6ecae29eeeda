package community.doorstep.pricebook;

import community.doorstep.catalog.ServiceId;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Finds everything that is wrong with a draft, not only the first thing. Pure. */
final class BookCheck {

    static final long MOST_FEN = 10_000_000;
    private static final Pattern CODE = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");
    private static final int LONGEST_NAME = 80;
    private static final int MOST_PRICES = 1000;
    private static final int MOST_RULES = 200;

    private final BookContent content;
    private final Set<ServiceId> services;
    private final Set<String> budgeted;
    private final LocalDate today;
    private final List<Finding> findings = new ArrayList<>();

    /** What rules may refer to. */
    record Named(Set<String> funds, Set<String> kinds) {}

    private BookCheck(BookContent content, Set<ServiceId> services, Set<String> budgeted, LocalDate today) {
        this.content = content;
        this.services = services;
        this.budgeted = budgeted;
        this.today = today;
    }

    /**
     * @param services the services of the community
     * @param budgeted the codes of the funds that have a budget which is not over
     */
    static List<Finding> findings(BookContent content, Set<ServiceId> services, Set<String> budgeted, LocalDate today) {
        BookCheck check = new BookCheck(content, services, budgeted, today);
        check.prices();
        check.funds();
        check.kinds();
        check.rules();
        return List.copyOf(check.findings);
    }

    private void prices() {
        tooMany("prices", content.prices().size(), MOST_PRICES);
        Set<ServiceId> seen = new HashSet<>();
        for (int i = 0; i < content.prices().size(); i++) {
            ServicePrice price = content.prices().get(i);
            String at = "prices[" + i + "]";
            if (!services.contains(price.service())) {
                findings.add(Fault.SERVICE_UNKNOWN.at("", at + ".service"));
            }
            if (!seen.add(price.service())) {
                findings.add(Fault.SERVICE_TWICE.at("", at + ".service"));
            }
            amount("", at + ".listFen", price.listFen());
            if (price.nameZh().length() > LONGEST_NAME || price.nameEn().length() > LONGEST_NAME) {
                findings.add(Fault.NAME_TOO_LONG.at("", at + ".nameZh"));
            }
            Long lowCost = price.lowCostFen();
            if (lowCost != null) {
                amount("", at + ".lowCostFen", lowCost);
                if (lowCost > price.listFen()) {
                    findings.add(Fault.LOW_COST_ABOVE_LIST.at("", at + ".lowCostFen"));
                }
            }
        }
    }

    private void funds() {
        tooMany("funds", content.funds().size(), MOST_RULES);
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < content.funds().size(); i++) {
            Fund fund = content.funds().get(i);
            String at = "funds[" + i + "]";
            named("", at, fund.code(), fund.nameZh(), fund.nameEn(), seen);
            if (!budgeted.contains(fund.code())) {
                findings.add(Fault.FUND_WITHOUT_BUDGET.at("", at));
            }
        }
    }

    /** An own kind may give a common one another name. */
    private void kinds() {
        tooMany("evidenceKinds", content.evidenceKinds().size(), MOST_RULES);
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < content.evidenceKinds().size(); i++) {
            EvidenceKind kind = content.evidenceKinds().get(i);
            String at = "evidenceKinds[" + i + "]";
            if (!RuleCheck.KIND.matcher(kind.code()).matches()) {
                findings.add(Fault.EVIDENCE_MALFORMED.at("", at + ".code"));
            }
            unique("", at, kind.code(), seen);
            names("", at, kind.nameZh(), kind.nameEn());
        }
    }

    private Named named() {
        Set<String> funds = new HashSet<>();
        content.funds().forEach(fund -> funds.add(fund.code()));
        Set<String> kinds = new HashSet<>(EvidenceKind.COMMON.keySet());
        content.evidenceKinds().forEach(kind -> kinds.add(kind.code()));
        return new Named(funds, kinds);
    }

    private void rules() {
        tooMany("rules", content.rules().size(), MOST_RULES);
        Map<ServiceId, ServicePrice> prices = new HashMap<>();
        content.prices().forEach(price -> prices.put(price.service(), price));
        Named named = named();
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < content.rules().size(); i++) {
            BenefitRule rule = content.rules().get(i);
            String at = "rules[" + i + "]";
            named(rule.code(), at, rule.code(), rule.nameZh(), rule.nameEn(), seen);
            new RuleCheck(rule, at, findings).check(services, prices, named, today);
        }
        findings.addAll(new FallbackCheck(content).findings());
        findings.addAll(new OrderCheck(content.rules(), prices).findings());
    }

    private void named(String rule, String at, String code, String zh, String en, Set<String> seen) {
        if (!CODE.matcher(code).matches()) {
            findings.add(Fault.CODE_MALFORMED.at(rule, at + ".code"));
        }
        unique(rule, at, code, seen);
        names(rule, at, zh, en);
    }

    private void unique(String rule, String at, String code, Set<String> seen) {
        if (!seen.add(code)) {
            findings.add(Fault.CODE_TWICE.at(rule, at + ".code"));
        }
    }

    private void names(String rule, String at, String zh, String en) {
        if (zh.isEmpty() || zh.length() > LONGEST_NAME) {
            findings.add(Fault.NAME_MISSING.at(rule, at + ".nameZh"));
        }
        if (en.isEmpty() || en.length() > LONGEST_NAME) {
            findings.add(Fault.NAME_MISSING.at(rule, at + ".nameEn"));
        }
    }

    private void amount(String rule, String field, long fen) {
        if (fen < 0) {
            findings.add(Fault.NEGATIVE_AMOUNT.at(rule, field));
        } else if (fen > MOST_FEN) {
            findings.add(Fault.AMOUNT_TOO_LARGE.at(rule, field));
        }
    }

    private void tooMany(String field, int size, int most) {
        if (size > most) {
            findings.add(Fault.TOO_MANY.at("", field));
        }
    }
}
