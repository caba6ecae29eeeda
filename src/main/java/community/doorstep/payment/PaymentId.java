package community.doorstep.payment;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import community.doorstep.shared.Ids;
import java.util.UUID;

/** One attempt to take money for a reference. */
public record PaymentId(@JsonValue UUID value) {

    @JsonCreator
    public static PaymentId of(String text) {
        return new PaymentId(Ids.parse(text));
    }

    static PaymentId next() {
        return new PaymentId(Ids.next());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
