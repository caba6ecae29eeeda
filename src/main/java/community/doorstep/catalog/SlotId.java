package community.doorstep.catalog;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import community.doorstep.shared.Ids;
import java.util.UUID;

/** A dated piece of a service with its capacity: a care session, a sitting, an hour of calls. */
public record SlotId(@JsonValue UUID value) {

    @JsonCreator
    public static SlotId of(String text) {
        return new SlotId(Ids.parse(text));
    }

    public static SlotId next() {
        return new SlotId(Ids.next());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
