package community.doorstep.shared;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.convert.converter.Converter;
import org.springframework.format.FormatterRegistry;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.ValueDeserializerModifier;
import tools.jackson.databind.deser.std.DelegatingDeserializer;
import tools.jackson.databind.module.SimpleModule;

/**
 * Days and moments that clients send lie between 1900 and 2199. More can be written down than Java and PostgreSQL can
 * reckon with, and nobody here is older or plans so far ahead. Refuses {@code date-out-of-range} (400).
 */
@Configuration(proxyBeanMethods = false)
class Days {

    private static final int FIRST_YEAR = 1900;
    private static final int LAST_YEAR = 2199;

    @Bean
    JacksonModule daysInReach() {
        return new SimpleModule("days-in-reach").setDeserializerModifier(new Guarding());
    }

    @Bean
    WebFluxConfigurer daysInAddresses() {
        return new WebFluxConfigurer() {
            @Override
            public void addFormatters(FormatterRegistry registry) {
                registry.addConverter(new InAddress());
            }
        };
    }

    private static final class InAddress implements Converter<String, LocalDate> {

        @Override
        public LocalDate convert(String text) {
            LocalDate day = LocalDate.parse(text);
            mustBeInReach(day.getYear());
            return day;
        }
    }

    private static final class Guarding extends ValueDeserializerModifier {

        private static final long serialVersionUID = 1;

        @Override
        public ValueDeserializer<?> modifyDeserializer(
                DeserializationConfig config, BeanDescription.Supplier type, ValueDeserializer<?> reading) {
            Class<?> read = type.getBeanClass();
            boolean guarded = read == LocalDate.class || read == OffsetDateTime.class || read == Instant.class;
            return guarded ? new Guarded(reading) : reading;
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
            if (read instanceof LocalDate day) {
                mustBeInReach(day.getYear());
            } else if (read instanceof OffsetDateTime moment) {
                mustBeInReach(moment.getYear());
            } else if (read instanceof Instant moment) {
                mustBeInReach(moment.atOffset(ZoneOffset.UTC).getYear());
            }
            return read;
        }
    }

    private static void mustBeInReach(int year) {
        if (year < FIRST_YEAR || year > LAST_YEAR) {
            throw Refusal.badRequest("date-out-of-range");
        }
    }
}
