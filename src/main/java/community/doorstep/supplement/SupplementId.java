package community.doorstep.supplement;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import community.doorstep.shared.Ids;
import java.util.UUID;

/** Something to be paid beyond a booking. */
public record SupplementId(@JsonValue UUID value) {

    @JsonCreator
    public static SupplementId of(String text) {
        return new SupplementId(Ids.parse(text));
    }

    public static SupplementId next() {
        return new SupplementId(Ids.next());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
