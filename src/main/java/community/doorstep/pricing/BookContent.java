package community.doorstep.pricing;

import java.util.List;

/** What a price book says: list prices, the funds it names, and its benefit rules in the order they are looked at. */
public record BookContent(List<ServicePrice> prices, List<Fund> funds, List<BenefitRule> rules) {

    public BookContent {
        prices = prices == null ? List.of() : List.copyOf(prices);
        funds = funds == null ? List.of() : List.copyOf(funds);
        rules = rules == null ? List.of() : List.copyOf(rules);
    }
}
