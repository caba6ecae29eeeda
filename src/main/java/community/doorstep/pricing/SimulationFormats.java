package community.doorstep.pricing;

import org.springframework.boot.http.codec.CodecCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Lets the server answer a simulation as a table. */
@Configuration(proxyBeanMethods = false)
class SimulationFormats {

    @Bean
    CodecCustomizer simulationAsTable() {
        return codecs -> codecs.customCodecs().register(new SimulationCsv());
    }
}
