package community.doorstep.shared;

import org.springframework.boot.http.codec.CodecCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.accept.RequestedContentTypeResolverBuilder;
import org.springframework.web.reactive.config.WebFluxConfigurer;

/** Lets the server answer sheets, and callers choose by {@code format} where they cannot set a header: a link. */
@Configuration(proxyBeanMethods = false)
class SheetConfiguration {

    @Bean
    CodecCustomizer sheets() {
        return codecs -> codecs.customCodecs().register(new SheetWriter());
    }

    @Bean
    WebFluxConfigurer formats() {
        return new WebFluxConfigurer() {
            @Override
            public void configureContentTypeResolver(RequestedContentTypeResolverBuilder resolvers) {
                resolvers.parameterResolver().parameterName("format").mediaType(SheetWriter.FORMATS);
                resolvers.headerResolver();
            }
        };
    }
}
