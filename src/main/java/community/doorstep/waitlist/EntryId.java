package community.doorstep.waitlist;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import community.doorstep.shared.Ids;
import java.util.UUID;

/** A place on a waitlist 候补. */
public record EntryId(@JsonValue UUID value) {

    @JsonCreator
    public static EntryId of(String text) {
        return new EntryId(Ids.parse(text));
    }

    public static EntryId next() {
        return new EntryId(Ids.next());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
