package community.doorstep.pricebook;

/**
 * One thing in which two versions of a price book differ, in a sentence.
 *
 * @param rule the code of the rule; empty when it is about a price, a fund or a kind of evidence
 * @param field what differs: {@code listFen}, {@code effect.floorFen}, {@code position}; {@code added} and {@code removed}
 *     for the whole
 */
record Difference(String rule, String field, Said said) {}
