package community.doorstep.dispatch;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import community.doorstep.shared.Ids;
import java.util.UUID;

/** A job; whoever posts it chooses the id (a booking's own), so that posting it twice makes one. */
public record JobId(@JsonValue UUID value) {

    @JsonCreator
    public static JobId of(String text) {
        return new JobId(Ids.parse(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
