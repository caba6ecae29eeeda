package community.doorstep.shared;

import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;

/** Binds what may be missing. */
public final class Binding {

    private Binding() {}

    public static <T> DatabaseClient.GenericExecuteSpec orNull(
            DatabaseClient.GenericExecuteSpec statement, String name, @Nullable T value, Class<T> type) {
        return value == null ? statement.bindNull(name, type) : statement.bind(name, value);
    }
}
