package community.doorstep.catalog;

import community.doorstep.shared.PersonId;
import org.jspecify.annotations.Nullable;

/** Where a slot takes place, and with whom. */
public record SlotPlace(@Nullable String room, @Nullable PersonId teacher) {

    public static final SlotPlace NOWHERE = new SlotPlace(null, null);
}
