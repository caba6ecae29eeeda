package community.doorstep.dispatch;

import static org.awaitility.Awaitility.await;

import community.doorstep.StoppedClock;
import community.doorstep.shared.Ids;
import community.doorstep.shared.RedisHint;
import community.doorstep.shared.RedisParts;
import community.doorstep.shared.StationId;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import org.springframework.data.redis.core.StringRedisTemplate;
import tools.jackson.databind.json.JsonMapper;

/** The stations' queues on a Redis of their own, without the rest of the house. */
final class QueueFixture implements AutoCloseable {

    static final DispatchSettings SETTINGS = new DispatchSettings(
            Duration.ofSeconds(2),
            Duration.ofSeconds(1),
            Duration.ofSeconds(1),
            Duration.ofSeconds(20),
            Duration.ofMinutes(5),
            5,
            Duration.ofSeconds(30),
            Duration.ofMinutes(30),
            Duration.ofSeconds(5),
            Duration.ofSeconds(10),
            Duration.ofMinutes(2),
            Duration.ofHours(12),
            Duration.ofDays(30),
            Duration.ofMinutes(10),
            Duration.ofMinutes(1),
            true,
            150);

    final JsonMapper json = JsonMapper.builder().build();
    final StoppedClock clock = new StoppedClock(JobFixture.NOW);
    final StationQueue queue;
    final StringRedisTemplate redis;
    final Changes changes;
    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();

    /** Connected as the house is, but that a command may take so long. */
    QueueFixture(FailingRedis server, Duration timeout) {
        Map<String, Object> settings = new HashMap<>(server.properties());
        settings.put("spring.data.redis.timeout", timeout.toMillis() + "ms");
        settings.put("spring.data.redis.lettuce.cluster.refresh.adaptive", "true");
        context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("redis", settings));
        context.registerBean(SimpleMeterRegistry.class, () -> new SimpleMeterRegistry());
        context.register(DataRedisAutoConfiguration.class);
        context.register(RedisParts.all());
        context.refresh();
        queue = new StationQueue(context.getBean(RedisHint.class), json, clock, SETTINGS);
        redis = context.getBean(StringRedisTemplate.class);
        changes = new Changes(
                new ReactiveStringRedisTemplate(context.getBean(LettuceConnectionFactory.class)),
                context.getBean(RedisHint.class));
        await().until(() -> queue.stands(new StationId(Ids.next())).block() != null);
    }

    /** Empties the station and fills it with these. */
    void rebuilt(StationId station, String gen, List<JobCard> cards) {
        queue.lock(station, gen).block();
        queue.clear(station, gen).block();
        queue.fill(station, gen, lines(cards)).block();
        queue.open(station, gen, gen).block();
    }

    /** As PostgreSQL writes them. */
    static String lines(List<JobCard> cards) {
        return cards.stream()
                .map(QueueEntry::of)
                .map(entry -> entry.job() + "|" + entry.written() + "|" + entry.rank())
                .collect(Collectors.joining("\n"));
    }

    /** Everything that Redis has of a station, as {@link QueueModel#written} writes it. */
    String written(StationId station) {
        StationKeys keys = StationKeys.of(station);
        StringBuilder text = new StringBuilder();
        List<Object> gen = redis.opsForHash().multiGet(keys.gen(), List.of("id", "seq"));
        text.append("gen ")
                .append(gen.get(0) == null ? "" : gen.get(0) + " " + gen.get(1))
                .append('\n');
        zset(text, "ready", keys.ready());
        hash(text, "jobs", keys.jobs());
        hash(text, "lease", keys.lease());
        hash(text, "busy", keys.busy());
        zset(text, "gone", keys.gone());
        redis.opsForStream()
                .range(keys.events(), org.springframework.data.domain.Range.unbounded())
                .forEach(event -> QueueModel.line(
                        text,
                        "events",
                        event.getId().getValue(),
                        String.valueOf(event.getValue().values().iterator().next())));
        return text.toString();
    }

    private void zset(StringBuilder text, String what, String key) {
        Map<String, Long> sorted = new TreeMap<>();
        redis.opsForZSet()
                .rangeWithScores(key, 0, -1)
                .forEach(one -> sorted.put(one.getValue(), one.getScore().longValue()));
        sorted.forEach((member, score) -> QueueModel.line(text, what, member, String.valueOf(score)));
    }

    private void hash(StringBuilder text, String what, String key) {
        new TreeMap<>(redis.<String, String>opsForHash().entries(key))
                .forEach((field, value) -> QueueModel.line(text, what, field, value));
    }

    @Override
    public void close() {
        context.close();
    }
}
