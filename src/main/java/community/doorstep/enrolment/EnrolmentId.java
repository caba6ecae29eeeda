package community.doorstep.enrolment;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import community.doorstep.shared.Ids;
import java.util.UUID;

/** A repeat 周期预约. */
public record EnrolmentId(@JsonValue UUID value) {

    @JsonCreator
    public static EnrolmentId of(String text) {
        return new EnrolmentId(Ids.parse(text));
    }

    public static EnrolmentId next() {
        return new EnrolmentId(Ids.next());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
