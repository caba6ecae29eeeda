package community.doorstep.pricebook;

import community.doorstep.catalog.ServiceId;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a service costs without any benefit.
 *
 * @param lowCostFen what it costs when a benefit's fund is empty and its rule falls back to the low-cost price
 * @param nameZh,nameEn what it is called when its price is read aloud; empty: "this service"
 */
public record ServicePrice(
        ServiceId service, long listFen, @Nullable Long lowCostFen, String nameZh, String nameEn) {

    public ServicePrice {
        Objects.requireNonNull(service, "service");
        nameZh = Text.orEmpty(nameZh);
        nameEn = Text.orEmpty(nameEn);
    }

    ServicePrice(ServiceId service, long listFen, @Nullable Long lowCostFen) {
        this(service, listFen, lowCostFen, "", "");
    }

    /** In the middle of a sentence. */
    Said name() {
        return new Said(nameZh.isEmpty() ? "本项服务" : nameZh, nameEn.isEmpty() ? "this service" : nameEn);
    }
}
