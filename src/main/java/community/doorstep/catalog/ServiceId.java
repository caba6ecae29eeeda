package community.doorstep.catalog;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import community.doorstep.shared.Ids;
import java.util.UUID;

/** A service 服务 that a station offers: what is priced and booked. */
public record ServiceId(@JsonValue UUID value) {

    @JsonCreator
    public static ServiceId of(String text) {
        return new ServiceId(Ids.parse(text));
    }

    public static ServiceId next() {
        return new ServiceId(Ids.next());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
