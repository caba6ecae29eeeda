package community.doorstep.checkout;

import java.time.Instant;
import java.util.List;

/** What a link asks for: nothing of whom it is for. */
record LinkView(long amountFen, List<Item> items, Instant validUntil) {

    record Item(String words, long amountFen) {}

    static LinkView of(Basket basket, Instant validUntil) {
        List<Item> items = basket.items().stream()
                .map(item -> new Item(item.words(), item.amountFen()))
                .toList();
        return new LinkView(basket.amountFen(), items, validUntil);
    }
}
