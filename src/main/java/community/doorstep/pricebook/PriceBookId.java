package community.doorstep.pricebook;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import community.doorstep.shared.Ids;
import java.util.UUID;

/** One version of a community's prices. */
public record PriceBookId(@JsonValue UUID value) {

    @JsonCreator
    public static PriceBookId of(String text) {
        return new PriceBookId(Ids.parse(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
