package community.doorstep.identity;

import community.doorstep.shared.Caller;
import community.doorstep.shared.Refusal;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.ReactiveAuthenticationManager;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.config.web.server.SecurityWebFiltersOrder;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.web.authentication.preauth.PreAuthenticatedAuthenticationToken;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.authentication.AuthenticationWebFilter;
import org.springframework.security.web.server.context.NoOpServerSecurityContextRepository;
import org.springframework.security.web.server.firewall.ServerExchangeRejectedHandler;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

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

    private static AuthenticationWebFilter bearerTokens(Sessions sessions) {
        ReactiveAuthenticationManager manager =
                claimed -> sessions.caller((Token) Objects.requireNonNull(claimed.getPrincipal()))
                        .map(Access::authenticated)
                        .switchIfEmpty(Mono.error(() -> Refusal.unauthenticated("not-signed-in")));
        AuthenticationWebFilter filter = new AuthenticationWebFilter(manager);
        filter.setServerAuthenticationConverter(Access::claimed);
        filter.setSecurityContextRepository(NoOpServerSecurityContextRepository.getInstance());
        return filter;
    }

    private static Mono<Authentication> claimed(ServerWebExchange exchange) {
        String header = exchange.getRequest().getHeaders().getFirst(HttpHeaders.AUTHORIZATION);
        if (header == null) {
            return Mono.empty();
        }
        return Mono.fromSupplier(() -> new PreAuthenticatedAuthenticationToken(token(header), ""));
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
