package community.doorstep.pricing;

import community.doorstep.catalog.ServiceId;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a service costs without any benefit.
 *
 * @param lowCostFen what it costs when a benefit's fund is empty and its rule falls back to the low-cost price
 */
public record ServicePrice(
        ServiceId service, long listFen, @Nullable Long lowCostFen) {

    public ServicePrice {
        Objects.requireNonNull(service, "service");
    }
}
