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
        // Libraries hold a mutex for moments (Lettuce around one write, Netty while it gets or widens its buffers,
        // Jackson while it learns a type). Whether two threads meet there is chance, so it is no test's to find; broken
        // off there,
        // Lettuce would leave its writers spinning for ever. Sleeping, I/O, latches and futures are still caught, and
        // our own code has no lock that waits.
        builder.allowBlockingCallsInside("java.util.concurrent.locks.ReentrantLock", "lock");
        builder.allowBlockingCallsInside("java.util.concurrent.locks.StampedLock", "writeLock");
        builder.allowBlockingCallsInside("java.util.concurrent.locks.StampedLock", "readLock");
        // Spins for moments when another thread is just removing the same entry.
        builder.allowBlockingCallsInside("com.github.benmanes.caffeine.cache.BoundedLocalCache", "put");
        // Reads a file of words once.
        builder.allowBlockingCallsInside("java.util.ResourceBundle", "getBundleImpl");
    }
}
