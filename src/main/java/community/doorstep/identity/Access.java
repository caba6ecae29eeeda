package community.doorstep.identity;

import community.doorstep.shared.Caller;
import community.doorstep.shared.Refusal;
import community.doorstep.shared.Role;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
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
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * The doors. Here stand only the coarse rules, by address; which community, which station and whose data is decided in
 * the SQL of each query. Refuses {@code not-signed-in} (401), {@code role-missing} (403).
 */
@Configuration(proxyBeanMethods = false)
@EnableWebFluxSecurity
class Access {

    private static final String[] STATION = names(Role.OPERATOR, Role.STATION_LEAD, Role.COUNTER, Role.TEACHER);
    private static final String[] ADMIN = names(Role.COMMUNITY_ADMIN, Role.FINANCE, Role.CITY_ADMIN);

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
                .authorizeExchange(doors -> doors.pathMatchers(HttpMethod.POST, "/api/sessions")
                        .permitAll()
                        .pathMatchers(
                                HttpMethod.GET,
                                "/api/stations/**",
                                "/api/services/**",
                                "/api/slots/**",
                                "/api/communities/*/calendar",
                                "/api/communities/*/evidence-kinds")
                        .permitAll()
                        .pathMatchers("/api/worker/**")
                        .hasRole(Role.WORKER.name())
                        .pathMatchers("/api/station/**")
                        .hasAnyRole(STATION)
                        .pathMatchers("/api/admin/**")
                        .hasAnyRole(ADMIN)
                        .pathMatchers("/api/**")
                        .authenticated()
                        .anyExchange()
                        .permitAll())
                .build();
    }

    /** Each request is timed once, as a whole; timing each of these filters cost more than what they do. */
    @Bean
    SecurityObservationSettings filtersUnobserved() {
        return SecurityObservationSettings.noObservations();
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

    private static String[] names(Role... roles) {
        return Stream.of(roles).map(Role::name).toArray(String[]::new);
    }
}
