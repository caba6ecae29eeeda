package community.doorstep.extras;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An offer as it is read.
 *
 * @param code what the resident reads to the worker to approve it without a phone; only for the resident's people
 */
record OfferView(
        UUID id,
        OfferState state,
        List<Line> lines,
        long totalFen,
        Instant offeredAt,
        @Nullable Instant decidedAt,
        @Nullable String approvedBy,
        @Nullable Instant paidAt,
        @Nullable String code) {

    record Line(UUID itemId, ItemKind kind, String name, String unit, int quantity, long priceFen, long amountFen) {}

    static OfferView of(Offer offer, List<Offer.Line> lines, @Nullable String code) {
        return new OfferView(
                offer.id(),
                offer.state(),
                lines.stream()
                        .map(line -> new Line(
                                line.itemId(),
                                line.kind(),
                                line.name(),
                                line.unit(),
                                line.quantity(),
                                line.priceFen(),
                                line.amountFen()))
                        .toList(),
                offer.totalFen(),
                offer.offeredAt(),
                offer.decidedAt(),
                offer.how(),
                offer.paidAt(),
                code);
    }

    @Override
    public String toString() {
        return "OfferView[" + id + "]";
    }
}
