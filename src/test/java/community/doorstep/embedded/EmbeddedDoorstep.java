package community.doorstep.embedded;

import community.doorstep.Doorstep;
import community.doorstep.TestSettings;
import community.doorstep.signin.SecondFactorSecrets;
import community.doorstep.wechat.simulator.WechatSimulator;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.springframework.beans.factory.BeanCreationException;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/**
 * The whole house on an empty machine, on loopback only: {@code mvn spring-boot:test-run}. What was started last stops
 * first: the application, the simulator, Redis, PostgreSQL.
 */
public final class EmbeddedDoorstep implements AutoCloseable {

    private interface Step<T extends AutoCloseable> {
        T start() throws Exception;
    }

    private final EmbeddedSettings settings;
    private final Deque<AutoCloseable> started = new ArrayDeque<>();
    private volatile boolean stopping;

    private EmbeddedDoorstep(EmbeddedSettings settings) {
        this.settings = settings;
    }

    public static void main(String[] arguments) {
        EmbeddedSettings settings = EmbeddedSettings.of(arguments);
        EmbeddedDoorstep doorstep = new EmbeddedDoorstep(settings);
        // After a signal Spring closes the application's context first and then calls this.
        SpringApplication.getShutdownHandlers().add(doorstep::close);
        try {
            doorstep.start(arguments);
            System.out.println(Welcome.text(settings));
        } catch (CannotStart refused) {
            System.err.println("\n" + refused.getMessage() + "\n");
            System.exit(1);
        } catch (Exception failed) {
            if (!doorstep.stopping) {
                failed.printStackTrace();
            }
            System.exit(1);
        }
    }

    private void start(String[] arguments) throws Exception {
        step(() -> DirectoryLock.take(settings.directory(), url()));
        settings.mustBeFree();
        EmbeddedServers servers = step(() -> EmbeddedServers.start(settings.directory(), 0, 0, true));
        WechatSimulator wechat = step(() -> new WechatSimulator(settings.wechatPort(), settings.directory())
                .knowsSample("dev-")
                .introduces(SamplePerson.introduced())
                .callsBack(url())
                .start());
        wechat.checks().tellsAtOnce();
        step(() -> application(servers, wechat, arguments));
        SampleCommunity.in(settings.directory(), url()).complete();
    }

    /** A stop meanwhile waits for the step and then undoes it. */
    private synchronized <T extends AutoCloseable> T step(Step<T> step) throws Exception {
        if (stopping) {
            throw new CannotStart("Stopped while starting.");
        }
        T result = step.start();
        started.push(result);
        return result;
    }

    private ConfigurableApplicationContext application(
            EmbeddedServers servers, WechatSimulator wechat, String[] arguments) {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.putAll(TestSettings.ALL);
        properties.putAll(servers.properties());
        properties.putAll(wechat.properties());
        properties.put("server.address", "127.0.0.1");
        properties.put("server.port", settings.port());
        properties.put("management.server.address", "127.0.0.1");
        properties.put("management.server.port", settings.managementPort());
        properties.put("doorstep.dispatch.reconcile-every", "1m");
        properties.put("springdoc.api-docs.enabled", "true");
        properties.put("springdoc.swagger-ui.enabled", "true");
        SpringApplication application = new SpringApplication(Doorstep.class);
        application.addInitializers(context ->
                context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("embedded", properties)));
        // A newcomer has the sample admin's authenticator without setting one up.
        SecondFactorSecrets sample = SampleSignIn::secret;
        application.addInitializers(
                context -> context.getBeanFactory().registerSingleton("sampleSecondFactorSecrets", sample));
        try {
            return application.run(arguments);
        } catch (BeanCreationException failed) {
            if (failed.getMostSpecificCause() instanceof FlywayValidateException) {
                throw new CannotStart("The data in " + settings.directory().toAbsolutePath()
                        + " were made by another version of the program. Delete that folder to begin anew.");
            }
            throw failed;
        }
    }

    String url() {
        return "http://127.0.0.1:" + settings.port();
    }

    @Override
    public void close() {
        stopping = true;
        closeStarted();
    }

    private synchronized void closeStarted() {
        while (!started.isEmpty()) {
            try {
                started.pop().close();
            } catch (Exception failed) {
                System.err.println("While stopping: " + failed);
            }
        }
    }
}
