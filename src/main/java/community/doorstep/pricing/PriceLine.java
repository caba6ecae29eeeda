package community.doorstep.pricing;

import community.doorstep.pricebook.Outcome;

/**
 * One line of a price, in words that can be read aloud; the lines' amounts add up to what is due.
 *
 * @param rule the benefit's code; empty for the list price
 * @param amountFen the list price, or what the rule takes off (negative); 0 when it did not apply
 */
public record PriceLine(String rule, Outcome outcome, long amountFen, String zh, String en) {}
