package community.doorstep;

import reactor.blockhound.BlockHound;
import reactor.blockhound.integration.BlockHoundIntegration;

/** What BlockHound may see on an event loop, each with its reason. */
public final class HarmlessBlocking implements BlockHoundIntegration {

    @Override
    public void applyTo(BlockHound.Builder builder) {
        // Reads /dev/urandom, which never waits.
        builder.allowBlockingCallsInside("sun.security.provider.NativePRNG$RandomIO", "implNextBytes");
        builder.allowBlockingCallsInside("sun.security.provider.NativePRNG$RandomIO", "implGenerateSeed");
        // The console, in tests.
        builder.allowBlockingCallsInside("ch.qos.logback.core.OutputStreamAppender", "writeBytes");
        // Loads a class once.
        builder.allowBlockingCallsInside("java.lang.ClassLoader", "loadClass");
        // Describes the API by looking through the classes: for developers, off in production.
        builder.allowBlockingCallsInside("org.springdoc.webflux.api.OpenApiWebfluxResource", "openapiYaml");
        builder.allowBlockingCallsInside("org.springdoc.webflux.api.OpenApiWebfluxResource", "openapiJson");
        // Lettuce's lock around one write; broken off there, it would leave its writers spinning for ever.
        builder.allowBlockingCallsInside("io.lettuce.core.protocol.SharedLock", "incrementWriters");
        builder.allowBlockingCallsInside("io.lettuce.core.protocol.SharedLock", "decrementWriters");
        builder.allowBlockingCallsInside("io.lettuce.core.protocol.SharedLock", "doExclusive");
        // Lettuce's bounded queue of commands has a lock, held for moments; broken off there, a command gets no answer.
        builder.allowBlockingCallsInside("io.lettuce.core.protocol.DefaultEndpoint", "validateWrite");
        builder.allowBlockingCallsInside("io.lettuce.core.protocol.DefaultEndpoint", "writeToBuffer");
        builder.allowBlockingCallsInside("io.lettuce.core.protocol.DefaultEndpoint", "writeToDisconnectedBuffer");
        // Netty's lock while it widens its buffer pool, which it does a few times in its life.
        builder.allowBlockingCallsInside(
                "io.netty.buffer.AdaptivePoolingAllocator$MagazineGroup", "tryExpandMagazines");
        // Reads a file of words once.
        builder.allowBlockingCallsInside("java.util.ResourceBundle", "getBundleImpl");
        // Jackson's lock while it learns how to read a type, once for each.
        builder.allowBlockingCallsInside(
                "tools.jackson.databind.deser.DeserializerCache", "_createAndCacheValueDeserializer");
        // Looks up the connection that all share, made beforehand off the event loop: held for a moment.
        builder.allowBlockingCallsInside(
                "org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory", "doInLock");
    }
}
