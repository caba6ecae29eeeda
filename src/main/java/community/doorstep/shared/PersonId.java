package community.doorstep.shared;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** A person known to the house: resident, dependant or staff; city-wide. */
public record PersonId(@JsonValue UUID value) {

    @JsonCreator
    public static PersonId of(String text) {
        return new PersonId(Ids.parse(text));
    }

    public static PersonId next() {
        return new PersonId(Ids.next());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
