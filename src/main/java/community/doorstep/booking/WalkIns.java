package community.doorstep.booking;

import community.doorstep.catalog.SlotId;
import community.doorstep.shared.Caller;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.PersonId;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Seats for who comes without a booking: what is left, priced like any other, for the module whose counter it is. */
@Component
public class WalkIns {

    /**
     * @param key what tells a repeat of this very one; the caller's own
     * @param communities where the caller may
     * @param reason why the rules about time and number are set aside, which is written down
     */
    public record Wish(
            Caller caller,
            String key,
            String digest,
            UUID[] communities,
            SlotId slot,
            PersonId person,
            JsonNode details,
            String reason) {}

    /** @param dueFen what is to be paid at the counter; never why it is not more */
    public record Seat(UUID bookingId, CommunityId communityId, long dueFen) {}

    /** Whoever stands at the counter is there, and may eat what is there. */
    private static final Set<Demand.Rule> SET_ASIDE =
            EnumSet.of(Demand.Rule.OPENING, Demand.Rule.CUT_OFF, Demand.Rule.LIMIT, Demand.Rule.NO_SHOWS);

    private final Bookings bookings;

    WalkIns(Bookings bookings) {
        this.bookings = bookings;
    }

    /** Refuses what a booking is refused for: {@code slot-full}, {@code already-booked}, {@code slot-closed} … */
    public Mono<Seat> seat(Wish wish) {
        return bookings.book(demand(wish))
                .map(booking -> new Seat(booking.id().value(), booking.communityId(), booking.dueFen()));
    }

    private static Demand demand(Wish wish) {
        return new Demand(
                BookingId.next().value(),
                wish.caller(),
                wish.key(),
                wish.digest(),
                Demand.Want.SEAT,
                wish.slot(),
                wish.person(),
                List.of(wish.communities()),
                Demand.Agreed.READ_OUT,
                wish.details(),
                null,
                new Demand.Waiver(SET_ASIDE, wish.reason()));
    }
}
