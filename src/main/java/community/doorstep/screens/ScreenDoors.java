package community.doorstep.screens;

import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.handler.SimpleUrlHandlerMapping;
import org.springframework.web.server.WebHandler;

/** Where the screens are found: asked after the API's own addresses, so that no screen stands before a call. */
@Configuration(proxyBeanMethods = false)
class ScreenDoors {

    private static final int AFTER_THE_API = 10;

    /** Scripts from here only. uni-app sets style attributes; photos are shown from memory. */
    private static final String POLICY = "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
            + "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'%s; object-src 'none'; "
            + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    @Bean
    SimpleUrlHandlerMapping screens(ScreenFiles files, ScreenSettings settings) {
        String simulator = settings.simulator();
        String policy = POLICY.formatted(simulator.isEmpty() ? "" : " " + simulator);
        Map<String, WebHandler> handlers = new LinkedHashMap<>();
        files.byAddress().forEach((address, file) -> handlers.put(address, new ScreenHandler(file, policy)));
        return new SimpleUrlHandlerMapping(handlers, AFTER_THE_API);
    }
}
