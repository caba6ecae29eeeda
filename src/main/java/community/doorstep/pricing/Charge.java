package community.doorstep.pricing;

import community.doorstep.catalog.ServiceId;
import community.doorstep.pricebook.PriceBook;
import community.doorstep.pricebook.Said;
import community.doorstep.pricebook.Tier;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a booking costs, for ever.
 *
 * @param fund the code of the fund that pays the difference to the list price, the first where several do; empty when
 *     none does
 * @param said price and reason in one sentence, for the beneficiary and their family only, like the lines
 * @param lines why, for the beneficiary and their family only: staff sees the amount due
 */
public record Charge(
        UUID booking,
        long listFen,
        long dueFen,
        Tier tier,
        String fund,
        int bookVersion,
        Said said,
        List<PriceLine> lines) {

    static Charge of(
            UUID booking,
            PriceBook book,
            ServiceId service,
            List<Price.Line> lines,
            long dueFen,
            Tier tier,
            String fund,
            @Nullable Integer age) {
        return new Charge(
                booking,
                lines.get(0).amountFen(),
                dueFen,
                tier,
                fund,
                book.version(),
                Sentence.of(book, service, lines, age),
                Words.say(book, lines, age));
    }
}
