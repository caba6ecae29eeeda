package community.doorstep.shared;

import com.github.f4b6a3.uuid.factory.standard.TimeOrderedEpochFactory;
import java.util.Collection;
import java.util.UUID;
import java.util.function.Function;

/** Makes and reads ids: UUIDv7, so that new rows land together at the end of an index. */
public final class Ids {

    /** One for each thread: a factory has a lock, which event loops must not wait for. */
    private static final ThreadLocal<TimeOrderedEpochFactory> FACTORY = ThreadLocal.withInitial(
            () -> TimeOrderedEpochFactory.builder().withFastRandom().build());

    private Ids() {}

    public static UUID next() {
        return FACTORY.get().create();
    }

    /** Refuses {@code malformed-id} (400) when the text is not a UUID in its usual form. */
    public static UUID parse(String text) {
        try {
            UUID id = UUID.fromString(text);
            if (text.length() == 36) {
                return id;
            }
        } catch (IllegalArgumentException notAnId) {
            throw Refusal.badRequest("malformed-id");
        }
        throw Refusal.badRequest("malformed-id");
    }

    /** The ids as an array that SQL takes in {@code = ANY(:ids)}. */
    public static <T> UUID[] array(Collection<T> ids, Function<T, UUID> value) {
        return ids.stream().map(value).toArray(UUID[]::new);
    }
}
