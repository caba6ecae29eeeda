package community.doorstep.shared;

import static org.assertj.core.api.Assertions.assertThat;

import community.doorstep.ApiTest;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Collection;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpMethod;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;

class RequestLogTests extends ApiTest {

    private static final String NAME = "http.server.requests";

    @Autowired
    private MeterRegistry meters;

    @Test
    void timesEachRequestOnceByItsRoute() {
        long before = count("GET", "/api/services/{id}", "404");

        api().get()
                .uri("/api/services/00000000-0000-0000-0000-000000000001")
                .exchange()
                .expectStatus()
                .isNotFound();

        assertThat(count("GET", "/api/services/{id}", "404")).isEqualTo(before + 1);
    }

    @Test
    void everyRouteHasItsOwnTime(
            @Value("${management.metrics.web.server.max-uri-tags}") int most,
            @Autowired @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping routes) {
        assertThat(routes.getHandlerMethods()).hasSizeBetween(101, most);
    }

    @Test
    void countsInventedMethodsAndUnknownAddressesTogether() {
        api().method(HttpMethod.valueOf("INVENTED")).uri("/nowhere/1").exchange();
        api().method(HttpMethod.valueOf("CONTRIVED")).uri("/nowhere/2").exchange();

        Collection<Timer> timers = meters.find(NAME).timers();

        assertThat(timers).anyMatch(timer -> "OTHER".equals(timer.getId().getTag("method")));
        assertThat(timers).noneMatch(timer -> "INVENTED".equals(timer.getId().getTag("method")));
        assertThat(timers)
                .noneMatch(timer -> String.valueOf(timer.getId().getTag("uri")).contains("nowhere"));
    }

    private long count(String method, String uri, String status) {
        Timer timer = meters.find(NAME)
                .tag("method", method)
                .tag("uri", uri)
                .tag("status", status)
                .timer();
        return timer == null ? 0 : timer.count();
    }
}
