package community.doorstep.pricebook;

import community.doorstep.identity.PersonFacts;
import community.doorstep.shared.PersonId;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

/** Makes random price books and people from one seed. */
public final class RandomBooks {

    public static final List<String> KINDS =
            List.of("LOW_INCOME", "DISABILITY", "VETERAN", Conditions.RESIDENCY, "SECOND_CHILD", "BOTH_PARENTS_WORK");
    public static final List<String> FUNDS = List.of("seed", "governance", "charity");
    private static final LocalDate TODAY = LocalDate.of(2026, 6, 10);

    private final Random random;

    public RandomBooks(Random random) {
        this.random = random;
    }

    public BookContent content() {
        List<ServicePrice> prices = new ArrayList<>();
        for (int i = 1; i <= 1 + random.nextInt(3); i++) {
            long list = random.nextInt(20) == 0 ? 0 : 1 + random.nextInt(10_000);
            prices.add(new ServicePrice(BookFixture.service(i), list, random.nextLong(list + 1)));
        }
        List<BenefitRule> rules = new ArrayList<>();
        int count = random.nextInt(7);
        boolean exclusive = random.nextBoolean();
        for (int i = 0; i < count; i++) {
            rules.add(rule("rule-" + i, prices, exclusive));
        }
        if (random.nextBoolean()) {
            long list = prices.get(0).listFen();
            rules.sort(Comparator.comparingLong(rule -> rule.effect().dueFen(list)));
        }
        List<Fund> funds =
                FUNDS.stream().map(fund -> new Fund(fund, fund, fund)).toList();
        return new BookContent(prices, funds, rules);
    }

    /** The book with its rules going together, none of which ends the search. */
    public static BookContent together(BookContent content) {
        return new BookContent(
                content.prices(),
                content.funds(),
                content.rules().stream().map(RandomBooks::together).toList());
    }

    public static BenefitRule together(BenefitRule rule) {
        return new BenefitRule(
                rule.code(),
                rule.nameZh(),
                rule.nameEn(),
                rule.services(),
                rule.when(),
                rule.effect(),
                rule.tier(),
                rule.quota(),
                rule.fund(),
                WhenEmpty.NEXT_RULE,
                "",
                Stacking.IN_ORDER);
    }

    private BenefitRule rule(String code, List<ServicePrice> prices, boolean exclusive) {
        String fund = random.nextInt(3) == 0 ? "" : FUNDS.get(random.nextInt(FUNDS.size()));
        return new BenefitRule(
                code,
                code,
                code,
                random.nextInt(3) > 0
                        ? Set.of()
                        : Set.of(prices.get(random.nextInt(prices.size())).service()),
                conditions(),
                effect(),
                Tier.values()[random.nextInt(Tier.values().length)],
                random.nextInt(3) > 0
                        ? null
                        : new Quota(1 + random.nextInt(3), Quota.Period.values()[random.nextInt(3)]),
                fund,
                fund.isEmpty() || random.nextInt(3) > 0
                        ? WhenEmpty.NEXT_RULE
                        : WhenEmpty.values()[random.nextInt(WhenEmpty.values().length)],
                exclusive || random.nextInt(4) > 0 ? "" : "rule-" + random.nextInt(7),
                exclusive || random.nextBoolean() ? Stacking.EXCLUSIVE : Stacking.IN_ORDER);
    }

    private Conditions conditions() {
        Integer least = random.nextInt(3) > 0 ? null : Integer.valueOf(random.nextInt(90));
        Integer greatest =
                random.nextInt(4) > 0 ? null : Integer.valueOf((least == null ? 0 : least) + random.nextInt(90));
        LocalDate from = random.nextInt(5) > 0 ? null : day();
        return new Conditions(
                least,
                greatest,
                some(2),
                random.nextInt(5) == 0,
                some(4),
                from,
                random.nextInt(5) > 0 ? null : (from == null ? TODAY : from).plusDays(random.nextInt(60)),
                random.nextInt(6) > 0 ? Set.of() : Set.of(1 + random.nextInt(3), 4 + random.nextInt(4)));
    }

    private Set<String> some(int rarity) {
        Set<String> kinds = new HashSet<>();
        if (random.nextInt(rarity) == 0) {
            KINDS.stream().filter(kind -> random.nextInt(4) == 0).forEach(kinds::add);
        }
        return kinds;
    }

    private Effect effect() {
        Long floor = random.nextInt(4) > 0 ? null : Long.valueOf(random.nextInt(3000));
        Long cap = random.nextInt(4) > 0 ? null : Long.valueOf(random.nextInt(3000));
        return switch (Effect.Kind.values()[random.nextInt(4)]) {
            case FREE -> new Effect(Effect.Kind.FREE, null, null, null, null);
            case FIXED -> new Effect(Effect.Kind.FIXED, (long) random.nextInt(8000), null, floor, cap);
            case PERCENT_OFF -> new Effect(Effect.Kind.PERCENT_OFF, null, 1 + random.nextInt(100), floor, cap);
            case AMOUNT_OFF -> new Effect(Effect.Kind.AMOUNT_OFF, (long) random.nextInt(8000), null, floor, cap);
        };
    }

    public PersonFacts person() {
        Map<String, LocalDate> evidence = new HashMap<>();
        for (String kind : KINDS) {
            switch (random.nextInt(3)) {
                case 0 -> evidence.put(kind, null);
                case 1 -> evidence.put(kind, day());
                default -> {}
            }
        }
        LocalDate birthDate = random.nextInt(10) == 0 ? null : TODAY.minusDays(random.nextInt(100 * 365));
        return new PersonFacts(new PersonId(new UUID(0, random.nextLong())), birthDate, evidence);
    }

    public LocalDate day() {
        return TODAY.plusDays(random.nextInt(60) - 30);
    }
}
