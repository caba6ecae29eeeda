package community.doorstep.simulation;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What each fund paid and would have paid; the empty code stands for what no fund pays. */
final class Subsidies {

    private final Map<String, Long> before = new HashMap<>();
    private final Map<String, Long> after = new HashMap<>();
    private final Map<String, LocalDate> dryOn = new HashMap<>();

    void paid(String fund, long fen) {
        if (fen > 0) {
            before.merge(fund, fen, Long::sum);
        }
    }

    void wouldPay(String fund, long fen) {
        if (fen > 0) {
            after.merge(fund, fen, Long::sum);
        }
    }

    /** The first time counts. */
    void ranDry(String fund, LocalDate day) {
        dryOn.merge(fund, day, (one, other) -> one.isBefore(other) ? one : other);
    }

    void addAll(Subsidies other) {
        other.before.forEach(this::paid);
        other.after.forEach(this::wouldPay);
    }

    /** In alphabetical order. */
    Set<String> funds() {
        Set<String> funds = new TreeSet<>(before.keySet());
        funds.addAll(after.keySet());
        funds.addAll(dryOn.keySet());
        return funds;
    }

    long beforeFen(String fund) {
        return before.getOrDefault(fund, 0L);
    }

    long afterFen(String fund) {
        return after.getOrDefault(fund, 0L);
    }

    @Nullable
    LocalDate dryOn(String fund) {
        return dryOn.get(fund);
    }
}
