package community.doorstep.ledger;

import community.doorstep.shared.CommunityId;
import java.util.List;
import java.util.UUID;

/**
 * Money moved between accounts of a community because of one business event; its lines sum to zero.
 *
 * @param kind what happened: PAYMENT, REFUND …
 * @param source to what; a kind and source are booked once
 * @param words for the reader of the books; no person's data
 */
public record Transfer(CommunityId community, String kind, UUID source, String words, List<Line> lines) {

    public Transfer {
        lines = List.copyOf(lines);
        long sum = 0;
        for (Line line : lines) {
            sum = Math.addExact(sum, line.amountFen());
        }
        if (lines.isEmpty() || sum != 0) {
            throw new IllegalArgumentException("The lines of " + kind + " " + source + " sum to " + sum);
        }
        if (lines.stream().map(Line::account).distinct().count() != lines.size()) {
            throw new IllegalArgumentException("Two lines of " + kind + " " + source + " name the same account");
        }
    }

    /** What takes it back, as another kind of entry for the same source. */
    public Transfer undone(String undoing, String why) {
        List<Line> back = lines.stream()
                .map(line -> new Line(line.account(), -line.amountFen()))
                .toList();
        return new Transfer(community, undoing, source, why, back);
    }

    /** What it does to an account, in fen; 0 when it does not touch it. */
    public long onto(Account account) {
        return lines.stream()
                .filter(line -> line.account().code().equals(account.code()))
                .mapToLong(Line::amountFen)
                .sum();
    }

    /** A plain transfer of so many fen from one account into another. */
    public static Transfer between(
            CommunityId community, String kind, UUID source, String words, Account from, Account into, long fen) {
        return new Transfer(community, kind, source, words, List.of(new Line(from, -fen), new Line(into, fen)));
    }
}
