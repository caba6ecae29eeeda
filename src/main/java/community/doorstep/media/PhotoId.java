package community.doorstep.media;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import community.doorstep.shared.Ids;
import java.util.UUID;

/** A photo in the store; who may see it is decided by what it belongs to. */
public record PhotoId(@JsonValue UUID value) {

    @JsonCreator
    public static PhotoId of(String text) {
        return new PhotoId(Ids.parse(text));
    }

    static PhotoId next() {
        return new PhotoId(Ids.next());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
