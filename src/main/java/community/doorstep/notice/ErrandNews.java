package community.doorstep.notice;

import community.doorstep.partners.ErrandReady;
import community.doorstep.shared.EventConsumer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Tells people that what they asked a merchant for can be fetched. */
@Configuration(proxyBeanMethods = false)
class ErrandNews {

    @Bean
    EventConsumer<ErrandReady> tellErrandReady(Telling telling) {
        return telling.of(
                "tell-errand-ready",
                ErrandReady.class,
                event -> Letter.of(NoticeKind.ERRAND_READY, event, Audience.concerned(event.person(), event.bookedBy()))
                        .once()
                        .service(event.service()));
    }
}
