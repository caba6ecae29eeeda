package community.doorstep.imports;

import community.doorstep.shared.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What is wrong with a sheet, cell by cell, while it is read. */
final class Faults {

    /** @param column its key; empty for the row as a whole */
    record Fault(int row, String column, String code, Map<String, Object> members) {}

    private final List<Fault> all = new ArrayList<>();

    /** What the cell says; null when it is at fault, which is noted. */
    <T> @Nullable T read(Line line, String column, Function<String, T> reading) {
        return hold(line, column, () -> reading.apply(line.cell(column)));
    }

    /** The same where the cell may be empty: that is null, too. */
    <T> @Nullable T ifThere(Line line, String column, Function<String, T> reading) {
        return line.has(column) ? read(line, column, reading) : null;
    }

    /** Null when it is refused, which is noted. */
    <T> @Nullable T hold(Line line, String column, Supplier<T> work) {
        try {
            return work.get();
        } catch (Refusal refusal) {
            add(line.row(), column, refusal);
            return null;
        }
    }

    void add(int row, String column, Refusal refusal) {
        all.add(new Fault(row, column, refusal.code(), refusal.members()));
    }

    List<Fault> all() {
        return all;
    }
}
