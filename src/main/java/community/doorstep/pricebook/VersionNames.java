package community.doorstep.pricebook;

import community.doorstep.catalog.Service;
import community.doorstep.catalog.ServiceId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The names that two versions give to things, the later one's first; a service's own where neither names it. */
final class VersionNames implements RuleAspect.Names {

    private final Map<ServiceId, Said> services = new HashMap<>();
    private final Map<String, Said> funds = new HashMap<>();
    private final Map<String, Said> kinds = new HashMap<>();
    private final Map<String, Said> rules = new HashMap<>();

    VersionNames(BookContent before, BookContent after, Map<ServiceId, Service> known) {
        known.forEach((id, service) -> services.put(id, new Said(service.name(), service.name())));
        EvidenceKind.COMMON.values().forEach(this::learn);
        Stream.of(before, after).forEach(this::learn);
    }

    private void learn(BookContent content) {
        content.prices().stream()
                .filter(price -> !price.nameZh().isEmpty() && !price.nameEn().isEmpty())
                .forEach(price -> services.put(price.service(), price.name()));
        content.funds().forEach(fund -> funds.put(fund.code(), new Said(fund.nameZh(), fund.nameEn())));
        content.evidenceKinds().forEach(this::learn);
        content.rules().forEach(rule -> rules.put(rule.code(), new Said(rule.nameZh(), rule.nameEn())));
    }

    private void learn(EvidenceKind kind) {
        kinds.put(kind.code(), new Said(kind.nameZh(), kind.nameEn()));
    }

    private static <T> Said name(Map<T, Said> names, T id) {
        return names.getOrDefault(id, new Said(String.valueOf(id), String.valueOf(id)));
    }

    @Override
    public Said service(ServiceId id) {
        return name(services, id);
    }

    @Override
    public Said services(BenefitRule rule) {
        List<Said> named = rule.services().stream().map(this::service).toList();
        List<Said> sorted =
                named.stream().sorted(Comparator.comparing(Said::en)).toList();
        return Phrases.joined(sorted, said -> said, new Said("和", " and "));
    }

    @Override
    public Said kinds(Set<String> codes) {
        return Phrases.joined(List.copyOf(codes), code -> name(kinds, code), new Said("或", " or "));
    }

    @Override
    public Said fund(BenefitRule rule) {
        return name(funds, rule.fund());
    }

    @Override
    public Said fallback(BenefitRule rule) {
        return name(rules, rule.fallback());
    }
}
