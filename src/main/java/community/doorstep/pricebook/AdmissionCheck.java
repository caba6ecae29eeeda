package community.doorstep.pricebook;

import community.doorstep.catalog.Service;
import community.doorstep.catalog.ServiceId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds rules for ages that none of their services admits. */
final class AdmissionCheck {

    private final BookContent content;
    private final Map<ServiceId, Service> services;

    AdmissionCheck(BookContent content, Map<ServiceId, Service> services) {
        this.content = content;
        this.services = services;
    }

    List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        for (int i = 0; i < content.rules().size(); i++) {
            BenefitRule rule = content.rules().get(i);
            boolean none = named(rule).findAny().isPresent()
                    && named(rule).noneMatch(service -> admitsSome(service, rule.when()));
            if (none) {
                findings.add(Fault.AGES_NOT_ADMITTED.at(rule.code(), "rules[" + i + "].when"));
            }
        }
        return findings;
    }

    private Stream<Service> named(BenefitRule rule) {
        return content.prices().stream()
                .map(ServicePrice::service)
                .filter(rule::isFor)
                .flatMap(id -> Stream.ofNullable(services.get(id)));
    }

    private static boolean admitsSome(Service service, Conditions when) {
        return meet(service.minAge(), when.maxAge()) && meet(when.minAge(), service.maxAge());
    }

    private static boolean meet(@Nullable Integer least, @Nullable Integer greatest) {
        return least == null || greatest == null || least <= greatest;
    }
}
