package community.doorstep.dispatch;

import org.jspecify.annotations.Nullable;

/**
 * What only the job's holder may see: the address, and a note about what is wrong.
 *
 * @param address none for a place in the street
 */
public record Door(@Nullable String address, String note) {

    @Override
    public String toString() {
        return "Door";
    }
}
