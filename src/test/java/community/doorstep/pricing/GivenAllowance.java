package community.doorstep.pricing;

import community.doorstep.pricebook.BenefitRule;
import community.doorstep.pricebook.RandomBooks;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/** An allowance that is set by hand: funds pay unless named in {@code left}. */
record GivenAllowance(Map<String, Integer> used, Map<String, Long> left) implements Allowance {

    private static final UUID BUDGET = UUID.fromString("00000000-0000-7000-8000-0000000000ff");

    static GivenAllowance plenty() {
        return new GivenAllowance(new HashMap<>(), new HashMap<>());
    }

    /** Every benefit was had as often; the funds have something or plenty left. */
    static Allowance random(Random random) {
        Map<String, Long> left = new HashMap<>();
        RandomBooks.FUNDS.stream()
                .filter(fund -> random.nextBoolean())
                .forEach(fund -> left.put(fund, random.nextLong(4000)));
        int times = random.nextInt(4);
        GivenAllowance funds = new GivenAllowance(Map.of(), left);
        return new Allowance() {
            @Override
            public int used(BenefitRule rule, LocalDate periodStart) {
                return times;
            }

            @Override
            public UUID paying(String fund, long fen) {
                return funds.paying(fund, fen);
            }
        };
    }

    @Override
    public int used(BenefitRule rule, LocalDate periodStart) {
        return used.getOrDefault(rule.code() + "@" + periodStart, 0);
    }

    @Override
    public UUID paying(String fund, long fen) {
        return left.getOrDefault(fund, Long.MAX_VALUE) >= fen ? BUDGET : null;
    }
}
