package community.doorstep.pricebook;

import community.doorstep.catalog.ServiceId;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.Refusal;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One version of a community's prices, ready to price with; immutable. */
public final class PriceBook {

    /** A service with the rules that are for it, in their order. */
    public record Priced(ServicePrice price, List<BenefitRule> rules) {}

    private final PriceBookId id;
    private final CommunityId community;
    private final int version;
    private final Map<ServiceId, String> names;
    private final Map<ServiceId, Priced> services = new HashMap<>();
    private final Map<String, Fund> funds = new HashMap<>();
    private final Map<String, EvidenceKind> kinds = new HashMap<>(EvidenceKind.COMMON);
    private final Map<String, BenefitRule> rules = new HashMap<>();

    public PriceBook(PriceBookId id, CommunityId community, int version, BookContent content) {
        this(id, community, version, content, Map.of());
    }

    /** @param names what the services are called where the book itself does not name them */
    PriceBook(PriceBookId id, CommunityId community, int version, BookContent content, Map<ServiceId, String> names) {
        this.names = names;
        this.id = id;
        this.community = community;
        this.version = version;
        for (ServicePrice price : content.prices()) {
            List<BenefitRule> forIt = content.rules().stream()
                    .filter(rule -> rule.isFor(price.service()))
                    .toList();
            services.put(price.service(), new Priced(price, forIt));
        }
        content.funds().forEach(fund -> funds.put(fund.code(), fund));
        content.evidenceKinds().forEach(kind -> kinds.put(kind.code(), kind));
        content.rules().forEach(rule -> rules.put(rule.code(), rule));
    }

    public PriceBookId id() {
        return id;
    }

    public CommunityId community() {
        return community;
    }

    public int version() {
        return version;
    }

    /** Refuses {@code service-unpriced} (409). */
    public Priced priced(ServiceId service) {
        Priced priced = services.get(service);
        if (priced == null) {
            throw Refusal.conflict("service-unpriced");
        }
        return priced;
    }

    public boolean prices(ServiceId service) {
        return services.containsKey(service);
    }

    /** What the service is called in the middle of a sentence. */
    public Said name(ServiceId service) {
        ServicePrice price = priced(service).price();
        String known = names.getOrDefault(service, "");
        return price.nameZh().isEmpty() && !known.isEmpty()
                ? new Said(known, price.name().en())
                : price.name();
    }

    /** The kinds of evidence that it knows by name, by their codes. */
    List<EvidenceKind> kinds() {
        return kinds.values().stream()
                .sorted(Comparator.comparing(EvidenceKind::code))
                .toList();
    }

    /** None for a service that it does not price. */
    public List<BenefitRule> rulesFor(ServiceId service) {
        Priced priced = services.get(service);
        return priced == null ? List.of() : priced.rules();
    }

    @Nullable
    public BenefitRule rule(String code) {
        return rules.get(code);
    }

    public EvidenceKind kind(String code) {
        return kinds.getOrDefault(code, new EvidenceKind(code, code, code));
    }

    public Fund fund(String code) {
        return funds.getOrDefault(code, new Fund(code, code, code));
    }
}
