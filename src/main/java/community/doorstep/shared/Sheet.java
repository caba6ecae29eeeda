package community.doorstep.shared;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A table that people open in a spreadsheet or print. A handler that answers one is told what the caller wants by
 * {@code format=csv|xlsx|html} or {@code Accept}, once it {@code produces} {@link #CSV}, {@link #XLSX}, {@link #HTML}.
 *
 * @param title also the name of the file
 * @param rows cells in the order of the columns: texts, whole numbers, {@link java.math.BigDecimal}, {@link Money}
 *     (written in yuan), days, times without offset, booleans; null is an empty cell
 */
public record Sheet(String title, List<String> columns, List<List<@Nullable Object>> rows) {

    public static final String CSV = "text/csv";
    public static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    public static final String HTML = "text/html";

    public Sheet {
        if (rows.stream().anyMatch(row -> row.size() != columns.size())) {
            throw new IllegalArgumentException("A row of " + title + " has more or fewer cells than there are columns");
        }
    }

    /** A column: its name, and what it shows of an item. */
    public record Column<T>(String name, Function<T, @Nullable Object> cell) {}

    public static <T> Column<T> column(String name, Function<T, @Nullable Object> cell) {
        return new Column<>(name, cell);
    }

    /** A row for each item. */
    public static <T> Sheet of(String title, List<T> items, List<Column<T>> columns) {
        List<List<@Nullable Object>> rows = items.stream()
                .map(item -> columns.stream()
                        .<@Nullable Object>map(column -> column.cell().apply(item))
                        .toList())
                .toList();
        return new Sheet(title, columns.stream().map(Column::name).toList(), rows);
    }
}
