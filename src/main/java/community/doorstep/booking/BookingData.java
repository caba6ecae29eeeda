package community.doorstep.booking;

import community.doorstep.shared.PersonId;
import community.doorstep.shared.PersonalData;
import community.doorstep.shared.PersonalRows;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A person's bookings. They stay, for the books refer to them; what was said in them goes. */
@Component
class BookingData implements PersonalData {

    private final PersonalRows rows;
    private final DatabaseClient database;
    private final DetailsDesk details;

    BookingData(PersonalRows rows, DatabaseClient database, DetailsDesk details) {
        this.rows = rows;
        this.database = database;
        this.details = details;
    }

    @Override
    public String part() {
        return "bookings";
    }

    @Override
    public Mono<?> of(PersonId person) {
        return database.sql("SELECT * FROM booking WHERE beneficiary_id = :person ORDER BY id")
                .bind("person", person.value())
                .map(BookingRows::bookingOf)
                .all()
                .map(this::told)
                .collectList();
    }

    private Map<String, Object> told(Booking booking) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("booking", BookingView.atDesk(booking));
        byte[] said = booking.details();
        if (said != null) {
            told.put("details", details.open(booking.id().value(), said));
        }
        return told;
    }

    @Override
    public Flux<String> unsettled(PersonId person) {
        return rows.found("""
            SELECT 1 FROM booking
            WHERE beneficiary_id = :person AND state IN ('HELD', 'CONFIRMED')
            """, "bookings-ahead", person).concatWith(rows.found("""
                            SELECT 1 FROM booking
                            WHERE beneficiary_id = :person AND state = 'FULFILLED' AND due_fen > 0 AND paid_at IS NULL
                            """, "money-open", person));
    }

    @Override
    public Mono<Void> forget(PersonId person) {
        return rows.change("UPDATE booking SET details = NULL, end_reason = '' WHERE beneficiary_id = :person", person);
    }
}
