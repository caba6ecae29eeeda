package community.doorstep.booking;

import community.doorstep.catalog.ServiceId;
import community.doorstep.catalog.SlotId;
import community.doorstep.shared.Caller;
import community.doorstep.shared.Idempotency;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Refusal;
import community.doorstep.shared.Role;
import community.doorstep.shared.Rows;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Books at a desk on behalf of a module that knows what is wanted: the same fault once more. */
@Component
public class DeskBooking {

    /**
     * A booking that was made.
     *
     * @param dueFen to be read out to the caller
     */
    public record Made(UUID id, long dueFen) {}

    private final Bookings bookings;
    private final Idempotency idempotency;
    private final DatabaseClient database;
    private final Clock clock;

    DeskBooking(Bookings bookings, Idempotency idempotency, DatabaseClient database, Clock clock) {
        this.bookings = bookings;
        this.idempotency = idempotency;
        this.database = database;
        this.clock = clock;
    }

    /** The slot of the service that can be booked and begins first. Refuses {@code slot-unknown} (404). */
    public Mono<SlotId> next(ServiceId service) {
        return database.sql("""
            SELECT slot_id FROM seats
            WHERE service_id = :service AND cut_off_at > :now AND taken < capacity AND NOT closed
            ORDER BY starts_at LIMIT 1
            """)
                .bind("service", service.value())
                .bind("now", clock.instant())
                .map(row -> new SlotId(Rows.uuid(row, "slot_id")))
                .one()
                .switchIfEmpty(Mono.error(() -> Refusal.notFound("slot-unknown")));
    }

    /** As an operator or lead of the slot's community; refuses what a booking at the desk refuses. */
    public Mono<Made> book(Caller caller, @Nullable String key, SlotId slot, PersonId beneficiary, JsonNode details) {
        return bookings.book(new Demand(
                        BookingId.next().value(),
                        caller,
                        Idempotency.wellFormed(key),
                        idempotency.digest("repeat", List.of(beneficiary, details)),
                        Demand.Want.SEAT,
                        slot,
                        beneficiary,
                        List.of(caller.communitiesAs(Role.OPERATOR, Role.STATION_LEAD)),
                        Demand.Agreed.READ_OUT,
                        details,
                        null,
                        Demand.Waiver.NONE))
                .map(view -> new Made(view.id().value(), view.dueFen()));
    }
}
