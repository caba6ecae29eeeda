package community.doorstep.pricing;

import community.doorstep.catalog.ServiceId;
import community.doorstep.funds.FundDay;
import community.doorstep.identity.PersonFacts;
import community.doorstep.pricebook.BenefitRule;
import community.doorstep.pricebook.PriceBook;
import community.doorstep.pricebook.Quota;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.PersonId;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.Set;

/** Which quotas and funds can matter to some prices: only those of rules whose conditions are met. */
final class Needs {

    /** One person's count under one rule in one period. */
    record Usage(CommunityId community, PersonId person, String rule, LocalDate periodStart) {}

    private final Set<Usage> usages = new LinkedHashSet<>();
    private final Set<FundDay> funds = new LinkedHashSet<>();

    void add(PriceBook book, ServiceId service, PersonFacts facts, LocalDate day) {
        boolean certain = true;
        for (BenefitRule rule : book.rulesFor(service)) {
            if (rule.when().failure(facts, day) != null) {
                continue;
            }
            Quota quota = rule.quota();
            if (quota != null) {
                usages.add(usage(book.community(), facts.id(), rule, quota.per().startOf(day)));
            }
            if (rule.hasFund()) {
                funds.add(new FundDay(book.community(), rule.fund(), day));
            }
            if (certain && endsTheSearch(rule, book, service)) {
                return;
            }
            certain &= !rule.stacks() && rule.fallback().isEmpty();
        }
    }

    /** It needs nothing that may run out, and lowers the price that it finds, which is the list price. */
    private static boolean endsTheSearch(BenefitRule rule, PriceBook book, ServiceId service) {
        long list = book.priced(service).price().listFen();
        return rule.quota() == null
                && !rule.hasFund()
                && !rule.stacks()
                && rule.effect().dueFen(list) < list;
    }

    static Usage usage(CommunityId community, PersonId person, BenefitRule rule, LocalDate periodStart) {
        return new Usage(community, person, rule.code(), periodStart);
    }

    Set<Usage> usages() {
        return usages;
    }

    Set<FundDay> funds() {
        return funds;
    }
}
