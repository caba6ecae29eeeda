package community.doorstep.ledger;

/** What a transfer does to one account, in fen: above zero into it, below zero out of it. */
public record Line(Account account, long amountFen) {

    public Line {
        if (amountFen == 0) {
            throw new IllegalArgumentException("A line moves money");
        }
    }
}
