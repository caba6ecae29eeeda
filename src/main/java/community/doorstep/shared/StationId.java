package community.doorstep.shared;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** A service station 驿站 of a community. */
public record StationId(@JsonValue UUID value) {

    @JsonCreator
    public static StationId of(String text) {
        return new StationId(Ids.parse(text));
    }

    public static StationId next() {
        return new StationId(Ids.next());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
