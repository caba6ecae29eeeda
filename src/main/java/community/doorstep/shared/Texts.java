package community.doorstep.shared;

import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.JacksonModule;

/** Texts that clients send have no NUL in them, which PostgreSQL cannot keep. Refuses {@code text-unreadable} (400). */
@Configuration(proxyBeanMethods = false)
class Texts {

    @Bean
    JacksonModule textsThatCanBeKept() {
        return ReadGuard.module("texts-that-can-be-kept", Set.of(String.class), Texts::mustBeReadable);
    }

    private static void mustBeReadable(Object read) {
        if (read instanceof String text && text.indexOf('\0') >= 0) {
            throw Refusal.badRequest("text-unreadable");
        }
    }
}
