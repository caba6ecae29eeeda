package community.doorstep.passes;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import community.doorstep.shared.Ids;
import java.util.UUID;

/** A pass 通行码. */
public record PassId(@JsonValue UUID value) {

    @JsonCreator
    public static PassId of(String text) {
        return new PassId(Ids.parse(text));
    }

    public static PassId next() {
        return new PassId(Ids.next());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
