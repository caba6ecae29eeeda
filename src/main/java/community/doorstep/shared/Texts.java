package community.doorstep.shared;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.ValueDeserializerModifier;
import tools.jackson.databind.deser.std.DelegatingDeserializer;
import tools.jackson.databind.module.SimpleModule;

/** Texts that clients send have no NUL in them, which PostgreSQL cannot keep. Refuses {@code text-unreadable} (400). */
@Configuration(proxyBeanMethods = false)
class Texts {

    @Bean
    JacksonModule textsThatCanBeKept() {
        return new SimpleModule("texts-that-can-be-kept").setDeserializerModifier(new Guarding());
    }

    private static final class Guarding extends ValueDeserializerModifier {

        private static final long serialVersionUID = 1;

        @Override
        public ValueDeserializer<?> modifyDeserializer(
                DeserializationConfig config, BeanDescription.Supplier type, ValueDeserializer<?> reading) {
            return type.getBeanClass() == String.class ? new Guarded(reading) : reading;
        }
    }

    private static final class Guarded extends DelegatingDeserializer {

        Guarded(ValueDeserializer<?> reading) {
            super(reading);
        }

        @Override
        protected ValueDeserializer<?> newDelegatingInstance(ValueDeserializer<?> reading) {
            return new Guarded(reading);
        }

        @Override
        public Object deserialize(JsonParser parser, DeserializationContext context) {
            Object read = super.deserialize(parser, context);
            if (read instanceof String text && text.indexOf('\0') >= 0) {
                throw Refusal.badRequest("text-unreadable");
            }
            return read;
        }
    }
}
