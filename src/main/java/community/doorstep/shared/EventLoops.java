package community.doorstep.shared;

import io.lettuce.core.resource.EventLoopGroupProvider;
import io.lettuce.core.resource.NettyCustomizer;
import io.netty.channel.Channel;
import io.netty.channel.EventLoopGroup;
import io.netty.handler.flush.FlushConsolidationHandler;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.EventExecutorGroup;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.ImmediateEventExecutor;
import io.netty.util.internal.ThreadExecutorMap;
import io.r2dbc.postgresql.PostgresqlConnectionFactoryProvider;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.data.redis.autoconfigure.ClientResourcesBuilderCustomizer;
import org.springframework.boot.r2dbc.autoconfigure.ConnectionFactoryOptionsBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.ReactorResourceFactory;
import reactor.netty.resources.LoopResources;

/**
 * One thread for each processor serves HTTP, PostgreSQL and Redis, so that an answer seldom has to wake another thread.
 * Not colocated: PostgreSQL's connections are spread over the threads, whoever opens them (r2dbc-pool #190).
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
        return options -> options.option(PostgresqlConnectionFactoryProvider.LOOP_RESOURCES, LOOPS);
    }

    @Bean
    ClientResourcesBuilderCustomizer redisLoops() {
        return resources -> resources.eventLoopGroupProvider(new RedisLoops()).nettyCustomizer(new FlushTogether());
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
