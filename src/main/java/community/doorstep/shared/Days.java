package community.doorstep.shared;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.format.FormatterRegistry;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import tools.jackson.databind.JacksonModule;

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
        return ReadGuard.module(
                "days-in-reach", Set.of(LocalDate.class, OffsetDateTime.class, Instant.class), Days::mustBeInReach);
    }

    @Bean
    WebFluxConfigurer daysInAddresses() {
        return new WebFluxConfigurer() {
            @Override
            public void addFormatters(FormatterRegistry registry) {
                registry.addConverter(String.class, LocalDate.class, text -> inReach(LocalDate.parse(text)));
                registry.addConverter(String.class, OffsetDateTime.class, text -> inReach(OffsetDateTime.parse(text)));
                registry.addConverter(
                        String.class,
                        Instant.class,
                        text -> inReach(OffsetDateTime.parse(text)).toInstant());
            }
        };
    }

    private static <T> T inReach(T read) {
        mustBeInReach(read);
        return read;
    }

    private static void mustBeInReach(Object read) {
        if (read instanceof LocalDate day) {
            mustBeInReach(day.getYear());
        } else if (read instanceof OffsetDateTime moment) {
            mustBeInReach(moment.getYear());
        } else if (read instanceof Instant moment) {
            mustBeInReach(moment.atOffset(ZoneOffset.UTC).getYear());
        }
    }

    private static void mustBeInReach(int year) {
        if (year < FIRST_YEAR || year > LAST_YEAR) {
            throw Refusal.badRequest("date-out-of-range");
        }
    }
}
