package community.doorstep.booking;

import community.doorstep.catalog.Service;
import community.doorstep.catalog.ServiceKind;
import community.doorstep.shared.Refusal;
import community.doorstep.shared.Seal;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Checks a booking's details by the kind of its service, and seals them: an address is nobody else's business. */
@Component
class DetailsDesk {

    private final Map<ServiceKind, BookingDetails> kinds = new EnumMap<>(ServiceKind.class);
    private final Seal seal;
    private final JsonMapper json;

    DetailsDesk(List<BookingDetails> kinds, Seal seal, JsonMapper json) {
        kinds.forEach(kind -> this.kinds.put(kind.kind(), kind));
        this.seal = seal;
        this.json = json;
    }

    /** Refuses {@code details-not-taken} (422) when a service that wants none is given some. */
    byte @Nullable [] sealed(Service service, Demand demand) {
        BookingDetails checks = kinds.get(service.kind());
        boolean none = demand.details().isMissingNode() || demand.details().isNull();
        if (checks == null) {
            if (!none) {
                throw Refusal.unprocessable("details-not-taken");
            }
            return null;
        }
        JsonNode checked = checks.checked(service, demand.details());
        if (checked.isMissingNode()) {
            return null;
        }
        return seal.seal(json.writeValueAsBytes(checked), context(demand.id()));
    }

    JsonNode open(UUID booking, byte[] sealed) {
        return json.readTree(seal.open(sealed, context(booking)));
    }

    private static String context(UUID booking) {
        return "booking/" + booking;
    }
}
