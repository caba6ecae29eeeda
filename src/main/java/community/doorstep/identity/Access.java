package community.doorstep.identity;

import community.doorstep.shared.Caller;
import community.doorstep.shared.Refusal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.config.web.server.SecurityWebFiltersOrder;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.security.web.authentication.preauth.PreAuthenticatedAuthenticationToken;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.context.NoOpServerSecurityContextRepository;
import org.springframework.security.web.server.firewall.ServerExchangeRejectedHandler;
import org.springframework.web.server.WebFilter;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;

/** Who is calling, from a bearer token, and who may pass which of the {@link Doors}. */
@Configuration(proxyBeanMethods = false)
@EnableWebFluxSecurity
class Access {

    @Bean
    SecurityWebFilterChain doors(ServerHttpSecurity http, Sessions sessions) {
        return http.csrf(ServerHttpSecurity.CsrfSpec::disable)
                .formLogin(ServerHttpSecurity.FormLoginSpec::disable)
                .httpBasic(ServerHttpSecurity.HttpBasicSpec::disable)
                .logout(ServerHttpSecurity.LogoutSpec::disable)
                .requestCache(ServerHttpSecurity.RequestCacheSpec::disable)
                .securityContextRepository(NoOpServerSecurityContextRepository.getInstance())
                .addFilterAt(bearerTokens(sessions), SecurityWebFiltersOrder.AUTHENTICATION)
                .exceptionHandling(errors -> errors.authenticationEntryPoint((exchange, e) -> notSignedIn())
                        .accessDeniedHandler((exchange, e) -> Mono.error(Refusal.forbidden("role-missing"))))
                .authorizeExchange(doors -> doors.anyExchange().access(new Doors()))
                .build();
    }

    /** Each request is timed once, as a whole; timing each of these filters cost more than what they do. */
    @Bean
    SecurityObservationSettings filtersUnobserved() {
        return SecurityObservationSettings.noObservations();
    }

    /** An address that Spring Security finds odd (a double slash, a control character) is refused in words like others. */
    @Bean
    ServerExchangeRejectedHandler oddAddresses() {
        return (exchange, odd) -> Mono.error(Refusal.badRequest("invalid-request"));
    }

    /** Spring's own filter asks three strategies for each request, and wraps what they say many times over. */
    private static WebFilter bearerTokens(Sessions sessions) {
        return (exchange, chain) -> {
            String header = exchange.getRequest().getHeaders().getFirst(HttpHeaders.AUTHORIZATION);
            return header == null
                    ? chain.filter(exchange)
                    : sessions.caller(token(header))
                            .switchIfEmpty(Mono.error(() -> Refusal.unauthenticated("not-signed-in")))
                            .flatMap(caller -> chain.filter(exchange).contextWrite(as(caller)));
        };
    }

    private static Context as(Caller caller) {
        return ReactiveSecurityContextHolder.withAuthentication(authenticated(caller));
    }

    /** The token of an Authorization header; refuses {@code not-signed-in} (401) when it is none. */
    static Token token(@Nullable String authorization) {
        if (authorization == null || !authorization.regionMatches(true, 0, "Bearer ", 0, 7)) {
            throw Refusal.unauthenticated("not-signed-in");
        }
        return new Token(authorization.substring(7).strip());
    }

    private static Authentication authenticated(Caller caller) {
        List<SimpleGrantedAuthority> authorities = caller.roles().stream()
                .map(role -> new SimpleGrantedAuthority("ROLE_" + role.name()))
                .toList();
        return new PreAuthenticatedAuthenticationToken(caller, "", authorities);
    }

    private static Mono<Void> notSignedIn() {
        return Mono.error(Refusal.unauthenticated("not-signed-in"));
    }
}
