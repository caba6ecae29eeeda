package community.doorstep.income;

import community.doorstep.booking.Attendee;
import community.doorstep.booking.BookingState;
import community.doorstep.ledger.Ledger;
import community.doorstep.pricing.ChargeKey;
import community.doorstep.pricing.Charges;
import community.doorstep.supplement.Supplement;
import community.doorstep.supplement.SupplementState;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Books, in turn, what a booking or a supplement has earned as it stands now; each kind once. */
@Component
class Kept {

    private final Lookup lookup;
    private final Missed missed;
    private final Sharing sharing;
    private final Charges charges;
    private final Ledger ledger;
    private final InTurn turn;

    Kept(Lookup lookup, Missed missed, Sharing sharing, Charges charges, Ledger ledger, InTurn turn) {
        this.lookup = lookup;
        this.missed = missed;
        this.sharing = sharing;
        this.charges = charges;
        this.ledger = ledger;
        this.turn = turn;
    }

    /** Nobody came, or it is off. */
    Mono<Void> book(UUID booking) {
        return turn.of(List.of(booking))
                .then(Mono.defer(() -> lookup.booking(booking)))
                .flatMap(known -> missed.book(known).then(Mono.defer(() -> cancelled(known))));
    }

    /** Somebody paid when it was noted already that nobody came. */
    Mono<Void> paid(UUID booking) {
        return lookup.booking(booking)
                .filter(known -> known.state() == BookingState.NO_SHOW)
                .flatMap(known -> turn.of(List.of(booking)).then(Mono.defer(() -> missed.book(known))));
    }

    private Mono<Void> cancelled(Attendee booking) {
        boolean keeps = booking.state() == BookingState.CANCELLED && booking.paid();
        return keeps ? post(Kind.CANCELLATION, booking, booking.keptFen(), Map.of()) : Mono.empty();
    }

    Mono<Void> supplement(UUID id) {
        return lookup.supplement(id).flatMap(this::supplement);
    }

    private Mono<Void> supplement(Supplement paid) {
        return lookup.service(paid)
                .flatMap(service -> sharing.lines(
                        new Sharing.Earning(paid.communityId(), service, paid.stationId(), paid.amountFen(), Map.of())))
                .map(lines ->
                        Kind.SUPPLEMENT.transfer(paid.communityId(), paid.id().value(), lines))
                .flatMap(ledger::post)
                .then();
    }

    /** Events come in any order: before money is taken back, what it was earned by is in the books. */
    Mono<Void> bookFirst(UUID reference) {
        return turn.of(List.of(reference))
                .then(Mono.defer(() -> lookup.booking(reference)))
                .flatMap(known -> given(known).then(Mono.defer(() -> missed.book(known))))
                .then(Mono.defer(() -> lookup.supplement(reference)))
                .filter(known -> known.paidAt() != null && known.state() != SupplementState.OPEN)
                .flatMap(this::supplement);
    }

    private Mono<Void> given(Attendee booking) {
        if (booking.state() != BookingState.FULFILLED) {
            return Mono.empty();
        }
        UUID id = booking.booking().value();
        return charges.subsidies(List.of(new ChargeKey(booking.community(), id)))
                .flatMap(subsidies ->
                        post(Kind.SERVICE, booking, booking.dueFen(), subsidies.getOrDefault(id, Map.of())));
    }

    private Mono<Void> post(Kind kind, Attendee booking, long fen, Map<String, Long> funds) {
        UUID id = booking.booking().value();
        return sharing.lines(new Sharing.Earning(
                        booking.community(), booking.service().value(), booking.station(), fen, funds))
                .filter(lines -> !lines.isEmpty())
                .map(lines -> kind.transfer(booking.community(), id, lines))
                .flatMap(ledger::post)
                .then();
    }
}
