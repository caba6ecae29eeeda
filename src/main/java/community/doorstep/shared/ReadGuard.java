package community.doorstep.shared;

import java.util.Set;
import java.util.function.Consumer;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.ValueDeserializerModifier;
import tools.jackson.databind.deser.std.DelegatingDeserializer;
import tools.jackson.databind.module.SimpleModule;

/** Looks at each value of some types once it was read from JSON; what it refuses is refused at its field. */
final class ReadGuard extends ValueDeserializerModifier {

    private static final long serialVersionUID = 1;

    private final transient Set<Class<?>> types;
    private final transient Consumer<Object> check;

    private ReadGuard(Set<Class<?>> types, Consumer<Object> check) {
        this.types = types;
        this.check = check;
    }

    static JacksonModule module(String name, Set<Class<?>> types, Consumer<Object> check) {
        return new SimpleModule(name).setDeserializerModifier(new ReadGuard(types, check));
    }

    @Override
    public ValueDeserializer<?> modifyDeserializer(
            DeserializationConfig config, BeanDescription.Supplier type, ValueDeserializer<?> reading) {
        return types.contains(type.getBeanClass()) ? new Guarded(reading, check) : reading;
    }

    private static final class Guarded extends DelegatingDeserializer {

        private final Consumer<Object> check;

        Guarded(ValueDeserializer<?> reading, Consumer<Object> check) {
            super(reading);
            this.check = check;
        }

        @Override
        protected ValueDeserializer<?> newDelegatingInstance(ValueDeserializer<?> reading) {
            return new Guarded(reading, check);
        }

        @Override
        public Object deserialize(JsonParser parser, DeserializationContext context) {
            Object read = super.deserialize(parser, context);
            check.accept(read);
            return read;
        }
    }
}
