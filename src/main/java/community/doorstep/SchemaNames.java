package community.doorstep;

import com.fasterxml.jackson.databind.JavaType;
import io.swagger.v3.core.jackson.TypeNameResolver;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Names for the types of the API: a type inside a controller carries the controller's name in front, one of WeChat's
 * the word Wechat. Two types of one name would silently become one, so that is an error.
 */
class SchemaNames extends TypeNameResolver {

    private static final String OURS = "community.doorstep.";
    private static final String WECHAT = OURS + "wechat.";

    /** Of the whole JVM, as Swagger's converters are: a second application in it is named by the first one's. */
    private static final Map<String, Class<?>> TYPES = new ConcurrentHashMap<>();

    /** The type that was given the name, if any was. */
    @Nullable
    Class<?> type(String name) {
        return TYPES.get(name);
    }

    @Override
    protected String nameForClass(Class<?> type, Set<Options> options) {
        return taken(name(type, options), type);
    }

    @Override
    protected String nameForGenericType(JavaType type, Set<Options> options) {
        return taken(super.nameForGenericType(type, options), type.getRawClass());
    }

    private String name(Class<?> type, Set<Options> options) {
        Class<?> outer = type.getEnclosingClass();
        if (outer != null && type.getName().startsWith(OURS)) {
            return outer.getSimpleName().replace("Controller", "") + type.getSimpleName();
        }
        String name = super.nameForClass(type, options);
        return type.getName().startsWith(WECHAT) ? "Wechat" + name : name;
    }

    private String taken(String name, Class<?> type) {
        Class<?> other = TYPES.putIfAbsent(name, type);
        if (other != null && other != type) {
            throw new IllegalStateException("In the API both " + other + " and " + type + " are called " + name);
        }
        return name;
    }
}
