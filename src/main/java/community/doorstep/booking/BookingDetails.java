package community.doorstep.booking;

import community.doorstep.catalog.Service;
import community.doorstep.catalog.ServiceKind;
import tools.jackson.databind.JsonNode;

/** What a kind of service must know of a booking beyond person and slot: a repair's category and address. */
public interface BookingDetails {

    ServiceKind kind();

    /** The details in their normal form; refuses what does not fit. Pure. A missing node when none were sent;
     * answered, nothing is kept. */
    JsonNode checked(JsonNode details);

    /** The same, where services of the kind ask for different things. */
    default JsonNode checked(Service service, JsonNode details) {
        return checked(details);
    }
}
