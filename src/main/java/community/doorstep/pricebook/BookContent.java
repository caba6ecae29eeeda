package community.doorstep.pricebook;

import java.util.List;

/**
 * What a price book says: list prices, the funds it names, and its benefit rules in the order they are looked at.
 *
 * @param evidenceKinds what its rules ask for beyond the common kinds
 */
public record BookContent(
        List<ServicePrice> prices, List<Fund> funds, List<BenefitRule> rules, List<EvidenceKind> evidenceKinds) {

    static final BookContent EMPTY = new BookContent(List.of(), List.of(), List.of());

    public BookContent {
        prices = prices == null ? List.of() : List.copyOf(prices);
        funds = funds == null ? List.of() : List.copyOf(funds);
        rules = rules == null ? List.of() : List.copyOf(rules);
        evidenceKinds = evidenceKinds == null ? List.of() : List.copyOf(evidenceKinds);
    }

    BookContent(List<ServicePrice> prices, List<Fund> funds, List<BenefitRule> rules) {
        this(prices, funds, rules, List.of());
    }
}
