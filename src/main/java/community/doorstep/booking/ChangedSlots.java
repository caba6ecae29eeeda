package community.doorstep.booking;

import community.doorstep.catalog.Catalog;
import community.doorstep.catalog.Service;
import community.doorstep.catalog.ServiceId;
import community.doorstep.catalog.ServiceRules;
import community.doorstep.catalog.Slot;
import community.doorstep.catalog.SlotId;
import community.doorstep.catalog.SlotListener;
import community.doorstep.seats.SeatChange;
import community.doorstep.seats.Seats;
import community.doorstep.seats.SlotSeats;
import community.doorstep.shared.Outbox;
import community.doorstep.shared.Refusal;
import community.doorstep.waitlist.Line;
import community.doorstep.waitlist.Lotteries;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Seats, draws and bookings follow their slots, in the transaction that makes, closes or moves them. */
@Component
class ChangedSlots implements SlotListener {

    private final Seats seats;
    private final Line line;
    private final Lotteries lotteries;
    private final AftermathRows bookings;
    private final Catalog catalog;
    private final Outbox outbox;
    private final Clock clock;

    ChangedSlots(
            Seats seats,
            Line line,
            Lotteries lotteries,
            AftermathRows bookings,
            Catalog catalog,
            Outbox outbox,
            Clock clock) {
        this.seats = seats;
        this.line = line;
        this.lotteries = lotteries;
        this.bookings = bookings;
        this.catalog = catalog;
        this.outbox = outbox;
        this.clock = clock;
    }

    @Override
    public Mono<Void> made(List<Slot> slots) {
        return Flux.fromStream(slots.stream().map(Slot::serviceId).distinct())
                .concatMap(catalog::service)
                .collectMap(Service::id)
                .map(services -> slots.stream()
                        .map(slot -> new Seats.NewSlot(slot, lotsUntil(slot, services)))
                        .toList())
                .flatMap(made -> seats.insert(made).then(lotteries.prepare(drawn(made))));
    }

    /** A slot that is made too late for its draw is open to whoever comes first. */
    private @Nullable Instant lotsUntil(Slot slot, Map<ServiceId, Service> services) {
        ServiceRules.Waiting waiting =
                Objects.requireNonNull(services.get(slot.serviceId())).rules().waitingOrArrival();
        Instant opensAt = slot.opensAt();
        if (!waiting.lots() || opensAt == null) {
            return null;
        }
        Instant until = opensAt.plus(Duration.ofMinutes(waiting.lotMinutes()));
        return until.isAfter(clock.instant()) ? until : null;
    }

    private static List<Lotteries.Lottery> drawn(List<Seats.NewSlot> made) {
        List<Lotteries.Lottery> drawn = new ArrayList<>();
        for (Seats.NewSlot one : made) {
            if (one.lotsUntil() != null) {
                drawn.add(new Lotteries.Lottery(
                        one.slot().communityId(), one.slot().id(), one.lotsUntil()));
            }
        }
        return drawn;
    }

    @Override
    public Mono<Void> closed(List<SlotId> slots) {
        return seats.close(slots);
    }

    /** With the seats locked nobody books for the old time any more; who has booked is told. */
    @Override
    public Mono<Void> moved(Slot slot) {
        return seats.lock(List.of(slot.id()))
                .flatMapIterable(Map::values)
                .concatMap(row -> moved(slot, row))
                .then();
    }

    private Mono<Void> moved(Slot slot, SlotSeats before) {
        if (slot.capacity() < before.taken()) {
            return Mono.error(seatsTaken(slot, before));
        }
        Instant opensAt = slot.opensAt();
        Mono<Void> draw = before.lotsUntil() == null || before.opensAt() == null || opensAt == null
                ? Mono.empty()
                : lotteries.shift(slot.id(), Duration.between(before.opensAt(), opensAt));
        return seats.move(slot)
                .then(draw)
                .then(Mono.defer(() -> slot.capacity() == before.capacity() ? Mono.empty() : resized(slot.id())))
                .then(Mono.defer(() -> bookings.move(slot, clock.instant())))
                .flatMap(moved -> outbox.addAll(
                        moved.stream().map(AftermathRows.Moved::event).toList()));
    }

    /** Where others wait for more seats they are theirs first; who watches the slot is told of its new state. */
    private Mono<Void> resized(SlotId slot) {
        return seats.lock(List.of(slot))
                .flatMap(rows -> line.handOn(
                        rows.values().stream()
                                .filter(row -> row.lotsUntil() == null)
                                .toList(),
                        Map.of(slot, SeatChange.NONE)));
    }

    private static Refusal seatsTaken(Slot slot, SlotSeats before) {
        return Refusal.conflict("seats-taken")
                .with("slotId", slot.id())
                .with("day", before.day())
                .with("taken", before.taken());
    }
}
