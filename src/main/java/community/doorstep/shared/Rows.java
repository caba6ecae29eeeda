package community.doorstep.shared;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads a row's columns that cannot be null as what they are. */
public final class Rows {

    private Rows() {}

    public static <T> T get(Readable row, String column, Class<T> type) {
        T value = row.get(column, type);
        if (value == null) {
            throw new IllegalStateException("The column " + column + " is null");
        }
        return value;
    }

    public static UUID uuid(Readable row, String column) {
        return get(row, column, UUID.class);
    }

    public static String text(Readable row, String column) {
        return get(row, column, String.class);
    }

    public static long number(Readable row, String column) {
        return get(row, column, Long.class);
    }

    public static Instant instant(Readable row, String column) {
        return get(row, column, OffsetDateTime.class).toInstant();
    }

    public static @Nullable Instant instantOrNull(Readable row, String column) {
        OffsetDateTime value = row.get(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }
}
