package community.doorstep.pricebook;

/**
 * Something that the check of a draft found, for the admin to read.
 *
 * @param rule the code of the rule; empty when it is about a price or a fund
 * @param field where in the content: {@code rules[2].effect.percent}
 */
public record Finding(Severity severity, String rule, String field, String code, String zh, String en) {

    public enum Severity {
        /** Must be mended before it can be published. */
        ERROR,
        WARNING
    }
}
