package community.doorstep.checkout;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * What is to be paid; how much is the server's to say.
 *
 * @param references bookings and supplements of one community
 */
record Dues(@NotNull @Size(min = 1, max = 20) Set<@NotNull UUID> references) {

    List<UUID> list() {
        return references.stream().sorted().toList();
    }
}
