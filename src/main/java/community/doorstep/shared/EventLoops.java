package community.doorstep.shared;

import io.lettuce.core.resource.EventLoopGroupProvider;
import io.lettuce.core.resource.NettyCustomizer;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.handler.flush.FlushConsolidationHandler;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.EventExecutorGroup;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.ImmediateEventExecutor;
import io.netty.util.internal.ThreadExecutorMap;
import io.r2dbc.postgresql.PostgresqlConnectionFactoryProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.boot.data.redis.autoconfigure.ClientResourcesBuilderCustomizer;
import org.springframework.boot.r2dbc.autoconfigure.ConnectionFactoryOptionsBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.ReactorResourceFactory;
import reactor.netty.resources.LoopResources;

/**
 * One thread for each processor serves HTTP, PostgreSQL and Redis, so that an answer seldom has to wake another thread.
 * Not colocated: PostgreSQL's connections are spread over the threads, whoever opens them (r2dbc-pool #190; {@link
 * Spread}).
 */
@Configuration(proxyBeanMethods = false)
public class EventLoops {

    static final int COUNT = Math.max(2, Runtime.getRuntime().availableProcessors());

    /** They end with the process. */
    private static final LoopResources LOOPS = LoopResources.create("doorstep", COUNT, COUNT, true, false);

    /** Commands of one round of an event loop leave together, so many at most. */
    private static final int TOGETHER = 256;

    /** The event loop that runs this, where answers for what is asked here belong; elsewhere whoever answers. */
    public static Executor here() {
        EventExecutor loop = ThreadExecutorMap.currentExecutor();
        return loop == null ? Runnable::run : loop;
    }

    @Bean
    ReactorResourceFactory httpLoops() {
        ReactorResourceFactory resources = new ReactorResourceFactory();
        resources.setUseGlobalResources(false);
        resources.setLoopResources(LOOPS);
        return resources;
    }

    @Bean
    ConnectionFactoryOptionsBuilderCustomizer databaseLoops() {
        return options -> options.option(PostgresqlConnectionFactoryProvider.LOOP_RESOURCES, new Spread(LOOPS));
    }

    @Bean
    ClientResourcesBuilderCustomizer redisLoops() {
        return resources -> resources.eventLoopGroupProvider(new RedisLoops()).nettyCustomizer(new FlushTogether());
    }

    /**
     * Spreads connections evenly over the loops. Reactor Netty draws twice for each that it opens: dealt in turn, all
     * connections fell to one loop of two. Multiples of the golden ratio are even at any stride (Weyl; Knuth, TAOCP 3, 6.4).
     */
    static final class Spread implements LoopResources {

        private static final long GOLDEN = 0x9E3779B9L;
        private static final long FRACTION = 0xFFFFFFFFL;

        private final LoopResources loops;
        private final List<EventLoop> each = new ArrayList<>();
        private final AtomicInteger drawn = new AtomicInteger();

        Spread(LoopResources loops) {
            this.loops = loops;
            loops.onClient(true).forEach(loop -> each.add((EventLoop) loop));
        }

        @Override
        public EventLoopGroup onClient(boolean useNative) {
            long fraction = drawn.getAndIncrement() * GOLDEN & FRACTION;
            return each.get((int) (fraction * each.size() >>> Integer.SIZE));
        }

        @Override
        public EventLoopGroup onServer(boolean useNative) {
            return loops.onServer(useNative);
        }

        /** The kind that all loops serve: of a single one Reactor Netty does not know. */
        @Override
        public <C extends Channel> C onChannel(Class<C> type, EventLoopGroup single) {
            return loops.onChannel(type, loops.onClient(true));
        }

        @Override
        public <C extends Channel> Class<? extends C> onChannelClass(Class<C> type, EventLoopGroup single) {
            return loops.onChannelClass(type, loops.onClient(true));
        }
    }

    private static final class FlushTogether implements NettyCustomizer {

        @Override
        public void afterChannelInitialized(Channel channel) {
            channel.pipeline().addFirst(new FlushConsolidationHandler(TOGETHER, true));
        }
    }

    private static final class RedisLoops implements EventLoopGroupProvider {

        /** Lettuce asks for the kind that it takes from Netty, as Reactor Netty does. */
        @Override
        @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
        public <T extends EventLoopGroup> T allocate(Class<T> type) {
            return (T) LOOPS.onClient(true);
        }

        @Override
        public int threadPoolSize() {
            return COUNT;
        }

        @Override
        public Future<Boolean> release(EventExecutorGroup group, long quiet, long timeout, TimeUnit unit) {
            return ImmediateEventExecutor.INSTANCE.newSucceededFuture(true);
        }

        @Override
        public Future<Boolean> shutdown(long quiet, long timeout, TimeUnit unit) {
            return ImmediateEventExecutor.INSTANCE.newSucceededFuture(true);
        }
    }
}
