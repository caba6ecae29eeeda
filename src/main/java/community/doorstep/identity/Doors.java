package community.doorstep.identity;

import community.doorstep.shared.Role;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.authorization.ReactiveAuthorizationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.web.server.authorization.AuthorizationContext;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import reactor.core.publisher.Mono;

/**
 * The doors. Here stand only the coarse rules, by address, and the first that fits decides; which community, which
 * station and whose data is decided in the SQL of each query. Refuses {@code not-signed-in} (401), {@code role-missing}
 * (403). Decided in one go: as many matchers in a row, as Spring Security would have them, each cost a request dearly.
 */
final class Doors implements ReactiveAuthorizationManager<AuthorizationContext> {

    private static final Mono<AuthorizationResult> PASS = Mono.just(new AuthorizationDecision(true));
    private static final Mono<AuthorizationResult> STOP = Mono.just(new AuthorizationDecision(false));

    private static final List<Door> ALL = List.of(
            Door.open(HttpMethod.POST, "/api/sessions/**"),
            Door.open(HttpMethod.GET, "/api/stations/**"),
            Door.open(HttpMethod.GET, "/api/services/**"),
            Door.open(HttpMethod.GET, "/api/slots/**"),
            Door.open(HttpMethod.GET, "/api/communities/*/stations"),
            Door.open(HttpMethod.GET, "/api/communities/*/calendar"),
            Door.open(HttpMethod.GET, "/api/communities/*/evidence-kinds"),
            Door.open(HttpMethod.GET, "/api/communities/*/street-faults"),
            Door.of("/api/worker/**", Role.WORKER),
            Door.of(
                    "/api/station/**",
                    Role.OPERATOR,
                    Role.STATION_LEAD,
                    Role.COUNTER,
                    Role.TEACHER,
                    Role.COMMUNITY_ADMIN,
                    Role.FINANCE),
            Door.of("/api/admin/**", Role.COMMUNITY_ADMIN, Role.FINANCE, Role.CITY_ADMIN),
            Door.signedIn("/api/**"));

    /**
     * @param method null for any
     * @param authorities any of them lets pass; none asked of whoever is signed in
     */
    private record Door(@Nullable HttpMethod method, PathPattern address, boolean open, Set<String> authorities) {

        static Door open(HttpMethod method, String address) {
            return new Door(method, parsed(address), true, Set.of());
        }

        static Door of(String address, Role... roles) {
            return new Door(null, parsed(address), false, names(roles));
        }

        static Door signedIn(String address) {
            return new Door(null, parsed(address), false, Set.of());
        }

        private static PathPattern parsed(String address) {
            return PathPatternParser.defaultInstance.parse(address);
        }

        private static Set<String> names(Role... roles) {
            return Stream.of(roles).map(role -> "ROLE_" + role.name()).collect(Collectors.toUnmodifiableSet());
        }

        boolean fits(ServerHttpRequest request) {
            return (method == null || method.equals(request.getMethod()))
                    && address.matches(request.getPath().pathWithinApplication());
        }

        boolean lets(Authentication person) {
            return person.isAuthenticated() && (authorities.isEmpty() || hasOne(person.getAuthorities()));
        }

        private boolean hasOne(Collection<? extends GrantedAuthority> held) {
            return held.stream().anyMatch(one -> authorities.contains(one.getAuthority()));
        }
    }

    @Override
    public Mono<AuthorizationResult> authorize(Mono<Authentication> caller, AuthorizationContext context) {
        ServerHttpRequest request = context.getExchange().getRequest();
        for (Door door : ALL) {
            if (door.fits(request)) {
                return door.open() ? PASS : caller.flatMap(person -> door.lets(person) ? PASS : STOP);
            }
        }
        return PASS;
    }
}
