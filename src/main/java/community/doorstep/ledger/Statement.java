package community.doorstep.ledger;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An account over a period: the balances before and after it, and its entries, newest first.
 *
 * @param next the cursor that asks for older entries of the period; none when these were the last
 */
public record Statement(
        String account,
        long openingFen,
        long closingFen,
        List<Entry> items,
        @Nullable String next) {

    /** One line in the account, with what it was booked for. */
    public record Entry(UUID transfer, Instant at, long amountFen, String kind, UUID source, String words) {}

    record Balances(long opening, long closing) {}
}
