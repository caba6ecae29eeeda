package community.doorstep.extras;

import community.doorstep.shared.CommunityId;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.StationId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Parts and labour that a worker offers at the door of a repair call.
 *
 * @param how it was approved: on the phone, by a code read to the worker, or for nothing under warranty
 */
record Offer(
        UUID id,
        CommunityId community,
        UUID call,
        StationId station,
        PersonId beneficiary,
        PersonId worker,
        OfferState state,
        long totalFen,
        int tries,
        Instant offeredAt,
        @Nullable Instant decidedAt,
        @Nullable String how,
        @Nullable Instant paidAt,
        long version) {

    record Line(UUID itemId, ItemKind kind, String name, String unit, int quantity, long priceFen) {

        long amountFen() {
            return Math.multiplyExact(priceFen, quantity);
        }

        static Line of(WorkItem item, int quantity, boolean free) {
            return new Line(item.id(), item.kind(), item.name(), item.unit(), quantity, free ? 0 : item.priceFen());
        }
    }

    static long total(List<Line> lines) {
        return lines.stream().mapToLong(Line::amountFen).reduce(0, Math::addExact);
    }

    Stock.Place place() {
        return new Stock.Place(community, station);
    }

    static List<Stock.Part> parts(List<Line> lines) {
        return lines.stream()
                .filter(line -> line.kind() == ItemKind.PART)
                .map(line -> new Stock.Part(line.itemId(), line.quantity()))
                .toList();
    }
}
