package community.doorstep.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import community.doorstep.StoppedClock;
import community.doorstep.embedded.Ports;
import io.lettuce.core.ClientOptions;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.http.server.reactive.MockServerHttpResponse;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import redis.embedded.RedisServer;
import tools.jackson.databind.json.JsonMapper;

class RateLimitsTests {

    private static final RateLimitSettings SETTINGS = new RateLimitSettings(true, 3, 5);
    private static final String HOME = "203.0.113.7";

    private final StoppedClock clock = new StoppedClock(Instant.parse("2026-03-02T08:00:00Z"));
    private final Problems problems =
            new Problems(new RefusalWords(), JsonMapper.builder().build());
    private RedisServer redis;
    private int port;
    private LettuceConnectionFactory connections;
    private RateLimits limits;

    @BeforeEach
    void startRedis() throws IOException {
        port = Ports.any();
        redis = RedisServer.newRedisServer()
                .port(port)
                .bind("127.0.0.1")
                .setting("save \"\"")
                .build();
        redis.start();
        connections = connect(port);
        await().ignoreExceptions().until(() -> connections.getConnection().ping() != null);
        limits = instance(connections, SETTINGS);
    }

    @AfterEach
    void stopRedis() throws IOException {
        connections.destroy();
        redis.stop();
    }

    @Test
    void refusesTheSignInAfterTheLastOfTheMinuteAndSaysWhenToComeBack() {
        for (int i = 0; i < SETTINGS.signInsPerAddress(); i++) {
            assertThat(signIn(HOME).getStatusCode()).isNull();
        }

        MockServerHttpResponse refused = signIn(HOME);

        assertThat(refused.getStatusCode()).isEqualTo(HttpStatus.TOO_MANY_REQUESTS);
        assertThat(refused.getHeaders().getFirst(HttpHeaders.RETRY_AFTER)).isEqualTo("20");
        assertThat(refused.getBodyAsString().block()).contains("\"code\":\"rate-limited\"");
        clock.advance(Duration.ofSeconds(20));
        assertThat(signIn(HOME).getStatusCode()).isNull();
        assertThat(signIn(HOME).getStatusCode()).isEqualTo(HttpStatus.TOO_MANY_REQUESTS);
    }

    @Test
    void countsEveryAddressForItselfAndAnIpv6NetworkAsOne() {
        exhaust(() -> signIn(HOME));

        assertThat(signIn("203.0.113.8").getStatusCode()).isNull();
        exhaust(() -> signIn("2001:db8:1:2::1"));
        assertThat(signIn("2001:db8:1:2:ffff::2").getStatusCode()).isEqualTo(HttpStatus.TOO_MANY_REQUESTS);
        assertThat(signIn("2001:db8:1:3::1").getStatusCode()).isNull();
    }

    @Test
    void countsAPersonsWritesWhereverTheyAreAndLetsThemRead() {
        PersonId busy = PersonId.next();
        for (HttpMethod write : List.of(HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH, HttpMethod.DELETE)) {
            assertThat(call(limits, write, busy).getStatusCode()).isNull();
        }
        exhaust(() -> call(limits, HttpMethod.POST, busy));

        assertThat(call(limits, HttpMethod.GET, busy).getStatusCode()).isNull();
        assertThat(call(limits, HttpMethod.POST, PersonId.next()).getStatusCode())
                .isNull();
    }

    @Test
    void instancesCountTogether() {
        RateLimits other = instance(connections, SETTINGS);
        PersonId busy = PersonId.next();
        exhaust(() -> call(limits, HttpMethod.POST, busy));

        assertThat(call(other, HttpMethod.POST, busy).getStatusCode()).isEqualTo(HttpStatus.TOO_MANY_REQUESTS);
    }

    @Test
    void limitsNobodyWhenSwitchedOff() {
        RateLimits off = instance(connections, new RateLimitSettings(false, 1, 1));
        PersonId busy = PersonId.next();

        for (int i = 0; i < 10; i++) {
            assertThat(call(off, HttpMethod.POST, busy).getStatusCode()).isNull();
        }
    }

    @Test
    void goesOnByItselfWhileRedisIsAwayAndTogetherAgainAfterwards() throws IOException {
        PersonId before = PersonId.next();
        call(limits, HttpMethod.POST, before);
        redis.stop();
        PersonId busy = PersonId.next();

        exhaust(() -> call(limits, HttpMethod.POST, busy));

        redis.start();
        RateLimits other = instance(connections, SETTINGS);
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            PersonId later = PersonId.next();
            exhaust(() -> call(limits, HttpMethod.POST, later));
            assertThat(call(other, HttpMethod.POST, later).getStatusCode()).isEqualTo(HttpStatus.TOO_MANY_REQUESTS);
        });
    }

    @Test
    void needsNoRedisToStartAndNeverBlocksAnEventLoop() throws IOException {
        LettuceConnectionFactory nowhere = connect(Ports.any());
        try {
            RateLimits alone = new RateLimits(SETTINGS, hint(nowhere), clock);
            PersonId busy = PersonId.next();

            List<Integer> answers = Flux.range(0, 200)
                    .flatMap(i -> status(alone, HttpMethod.POST, busy).subscribeOn(Schedulers.parallel()))
                    .collectList()
                    .block(Duration.ofSeconds(10));

            assertThat(answers).filteredOn(status -> status == 200).hasSize(SETTINGS.writesPerPerson());
            assertThat(answers).filteredOn(status -> status == 429).hasSize(200 - SETTINGS.writesPerPerson());
        } finally {
            nowhere.destroy();
        }
    }

    @Test
    void theScriptAndTheJavaDoTheSameSums() {
        Random random = new Random(20260101);
        RedisHint hint = connected(connections);
        for (int round = 0; round < 20; round++) {
            Pace pace = new Pace(1 + random.nextInt(200));
            LocalPaces local = new LocalPaces();
            String door = "l:{agree:" + UUID.randomUUID() + "}";
            for (int step = 0; step < 100; step++) {
                clock.advance(Duration.ofMillis((long) (random.nextDouble() * 3 * pace.intervalMs())));
                long now = clock.millis();
                long shared = RateLimits.shared(hint, door, pace, now).block();
                assertThat(local.pass(door, pace, now)).isCloseTo(shared, org.assertj.core.data.Offset.offset(1L));
            }
        }
    }

    @Test
    void aClockSetBackLocksNobodyOut() {
        PersonId busy = PersonId.next();
        clock.advance(Duration.ofDays(1));
        exhaust(() -> call(limits, HttpMethod.POST, busy));
        clock.advance(Duration.ofDays(-1));

        assertThat(call(limits, HttpMethod.POST, busy).getStatusCode()).isNull();
    }

    private void exhaust(java.util.function.Supplier<MockServerHttpResponse> call) {
        for (int i = 0; i < 20; i++) {
            if (call.get().getStatusCode() != null) {
                return;
            }
        }
        throw new AssertionError("Nothing was refused");
    }

    private MockServerHttpResponse signIn(String address) {
        MockServerWebExchange exchange = MockServerWebExchange.from(
                MockServerHttpRequest.post("/api/sessions").remoteAddress(new InetSocketAddress(address, 50_000)));
        limits.filter(exchange, passed -> Mono.empty())
                .onErrorResume(error -> problems.handle(exchange, error))
                .block();
        return exchange.getResponse();
    }

    private MockServerHttpResponse call(RateLimits instance, HttpMethod method, PersonId person) {
        MockServerWebExchange exchange =
                MockServerWebExchange.from(MockServerHttpRequest.method(method, "/api/bookings"));
        answered(instance, exchange, person).block();
        return exchange.getResponse();
    }

    private Mono<Integer> status(RateLimits instance, HttpMethod method, PersonId person) {
        MockServerWebExchange exchange =
                MockServerWebExchange.from(MockServerHttpRequest.method(method, "/api/bookings"));
        return answered(instance, exchange, person)
                .then(Mono.fromSupplier(() -> exchange.getResponse().getStatusCode() == null
                        ? 200
                        : exchange.getResponse().getStatusCode().value()));
    }

    private Mono<Void> answered(RateLimits instance, MockServerWebExchange exchange, PersonId person) {
        Caller caller = new Caller(person, List.of(), true);
        return instance.filter(exchange, passed -> Mono.empty())
                .onErrorResume(Refusal.class, error -> problems.handle(exchange, error))
                .contextWrite(
                        ReactiveSecurityContextHolder.withAuthentication(new TestingAuthenticationToken(caller, "")));
    }

    private RateLimits instance(LettuceConnectionFactory connections, RateLimitSettings settings) {
        return new RateLimits(settings, connected(connections), clock);
    }

    private static RedisHint connected(LettuceConnectionFactory connections) {
        RedisHint hint = hint(connections);
        await().atMost(Duration.ofSeconds(10)).until(hint::isConnected);
        return hint;
    }

    private static RedisHint hint(LettuceConnectionFactory connections) {
        RedisHint hint = new RedisHint(connections, new SimpleMeterRegistry());
        hint.start();
        return hint;
    }

    private static LettuceConnectionFactory connect(int port) {
        LettuceClientConfiguration.LettuceClientConfigurationBuilder client = LettuceClientConfiguration.builder();
        client.clientOptions(ClientOptions.builder()
                .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                .build());
        LettuceConnectionFactory connections =
                new LettuceConnectionFactory(new RedisStandaloneConfiguration("127.0.0.1", port), client.build());
        connections.afterPropertiesSet();
        connections.start();
        return connections;
    }
}
