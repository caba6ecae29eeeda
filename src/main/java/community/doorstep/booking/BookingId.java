package community.doorstep.booking;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import community.doorstep.shared.Ids;
import java.util.UUID;

/** A booking 预约. */
public record BookingId(@JsonValue UUID value) {

    @JsonCreator
    public static BookingId of(String text) {
        return new BookingId(Ids.parse(text));
    }

    public static BookingId next() {
        return new BookingId(Ids.next());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
