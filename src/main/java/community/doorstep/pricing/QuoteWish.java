package community.doorstep.pricing;

import community.doorstep.catalog.ServiceId;
import community.doorstep.catalog.SlotId;
import community.doorstep.shared.PersonId;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

/** @param beneficiaryId who the service is for; without it, the caller */
public record QuoteWish(
        @NotNull ServiceId serviceId,
        @NotNull SlotId slotId,
        @Nullable PersonId beneficiaryId) {}
