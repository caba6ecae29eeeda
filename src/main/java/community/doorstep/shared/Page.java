package community.doorstep.shared;

import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Part of a list, newest first, and the cursor that asks for the next part; none when this is the end. */
public record Page<T>(List<T> items, @Nullable String next) {

    public static final int MOST = 100;

    /** From at most {@code size + 1} rows: the last, if there, only says that there is more. */
    public static <T> Page<T> of(List<T> rows, int size, Function<T, UUID> id) {
        if (rows.size() <= size) {
            return new Page<>(rows, null);
        }
        List<T> items = List.copyOf(rows.subList(0, size));
        return new Page<>(items, id.apply(items.get(size - 1)).toString());
    }

    /** The id before which the next part begins; the greatest of all when there is no cursor. */
    public static UUID before(@Nullable String cursor) {
        if (cursor == null) {
            return new UUID(-1, -1);
        }
        try {
            return Ids.parse(cursor);
        } catch (Refusal malformed) {
            throw Refusal.badRequest("cursor-invalid");
        }
    }

    /** Refuses {@code page-size} (400) unless 1 to 100. */
    public static int size(int asked) {
        if (asked < 1 || asked > MOST) {
            throw Refusal.badRequest("page-size");
        }
        return asked;
    }
}
