package community.doorstep.booking;

import community.doorstep.admission.Admission;
import community.doorstep.identity.Family;
import community.doorstep.pricing.Charge;
import community.doorstep.pricing.Charges;
import community.doorstep.shared.Audit;
import community.doorstep.shared.Caller;
import community.doorstep.shared.DomainEvent;
import community.doorstep.shared.Outbox;
import community.doorstep.shared.Page;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Refusal;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.BiFunction;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Bookings: made in batches ({@link BookingLanes}), read, fulfilled. */
@Component
public class Bookings {

    private final Gate gate;
    private final BookingLanes lanes;
    private final BookingRows rows;
    private final Charges charges;
    private final Family family;
    private final DetailsDesk details;
    private final Outbox outbox;
    private final Audit audit;
    private final Clock clock;

    Bookings(
            Gate gate,
            BookingLanes lanes,
            BookingRows rows,
            Charges charges,
            Family family,
            DetailsDesk details,
            Outbox outbox,
            Audit audit,
            Clock clock) {
        this.gate = gate;
        this.lanes = lanes;
        this.rows = rows;
        this.charges = charges;
        this.family = family;
        this.details = details;
        this.outbox = outbox;
        this.audit = audit;
        this.clock = clock;
    }

    /** Books, or answers a repeat with what it was given the first time. */
    Mono<BookingView> book(Demand demand) {
        boolean staff = demand.staffOf() != null;
        return gate.turnsAway(demand)
                .flatMap(away -> away ? Mono.error(Refusal.conflict(Admission.SLOT_FULL)) : lanes.decide(demand))
                .flatMap(decision -> answer(decision, staff));
    }

    private Mono<BookingView> answer(Decision decision, boolean staff) {
        if (decision instanceof Decision.Made made) {
            return Mono.just(
                    staff ? BookingView.atDesk(made.booking()) : BookingView.full(made.booking(), made.charge()));
        }
        if (decision instanceof Decision.Repeat repeat) {
            return rows.byIds(List.of(repeat.given()))
                    .singleOrEmpty()
                    .flatMap(booking ->
                            staff ? Mono.just(BookingView.atDesk(booking.asMade())) : view(booking.asMade()));
        }
        return Mono.error(((Decision.Refused) decision).reason());
    }

    private Mono<BookingView> view(Booking booking) {
        return charges.of(List.of(booking.chargeKey()))
                .map(found -> BookingView.full(booking, found.get(booking.id().value())));
    }

    /** Refuses {@code booking-unknown} (404), also for another's. */
    Mono<BookingView> visible(Caller caller, BookingId id) {
        return rights(caller)
                .flatMap(rights -> rows.visible(id, rights)
                        .switchIfEmpty(Mono.error(() -> Refusal.notFound("booking-unknown")))
                        .flatMap(booking ->
                                rights.mine(booking) ? view(booking) : Mono.just(BookingView.atDesk(booking))));
    }

    Mono<Page<BookingView>> mine(Caller caller, UUID before, int size) {
        return rights(caller)
                .flatMapMany(rights -> rows.ofPeople(rights, before, size + 1))
                .collectList()
                .flatMap(this::views)
                .map(views -> Page.of(views, size, view -> view.id().value()));
    }

    private Mono<List<BookingView>> views(List<Booking> bookings) {
        return charges.of(bookings.stream().map(Booking::chargeKey).toList())
                .map(found -> bookings.stream()
                        .map(booking -> BookingView.full(booking, charge(found, booking)))
                        .toList());
    }

    private static @org.jspecify.annotations.Nullable Charge charge(Map<UUID, Charge> found, Booking booking) {
        return found.get(booking.id().value());
    }

    Mono<Rights> rights(Caller caller) {
        return family.actsFor(caller.person()).map(people -> Rights.of(caller, people));
    }

    /**
     * A booking as it stands, whatever an event that comes late says of it.
     *
     * @param details what the service must know; an empty object when it asks for nothing
     */
    public record Standing(Instant startsAt, Instant endsAt, JsonNode details) {}

    /**
     * Those that are known, by booking. Who makes something of a booking and who moves it wait for each other until the
     * caller's transaction ends: else one that is moved while it is confirmed would be left at the time that it had.
     */
    public Mono<Map<UUID, Standing>> standing(Collection<UUID> ids) {
        return rows.inTurn(ids)
                .thenMany(Flux.defer(() -> rows.byIds(ids)))
                .collectMap(
                        found -> found.id().value(),
                        found -> new Standing(found.startsAt(), found.endsAt(), said(found)));
    }

    /** Does it for each event with its booking as that {@link #standing stands} now; those that are not known are left out. */
    public <E extends DomainEvent> Mono<Void> eachStanding(List<E> events, BiFunction<E, Standing, Mono<Void>> doing) {
        return standing(events.stream().map(DomainEvent::aggregate).toList())
                .flatMapMany(found -> Flux.fromIterable(events)
                        .filter(event -> found.containsKey(event.aggregate()))
                        .concatMap(event -> doing.apply(event, Objects.requireNonNull(found.get(event.aggregate())))))
                .then();
    }

    private JsonNode said(Booking booking) {
        byte[] sealed = booking.details();
        return sealed == null
                ? JsonNodeFactory.instance.objectNode()
                : details.open(booking.id().value(), sealed);
    }

    /** The service was given, as somebody says: inside the caller's transaction; a repeat changes nothing. */
    public Mono<Void> fulfilled(UUID booking, PersonId by) {
        return fulfil(booking, by).then();
    }

    /** Empty when it changed nothing: it was given before, or is off. */
    Mono<Booking> fulfil(UUID booking, PersonId by) {
        return rows.fulfil(booking, clock.instant())
                .delayUntil(done -> charges.commit(List.of(done.chargeKey())))
                .delayUntil(done -> outbox.add(done.fulfilled()))
                .delayUntil(done -> audit.note(by, done.community(), "booking-fulfilled", booking, ""));
    }
}
