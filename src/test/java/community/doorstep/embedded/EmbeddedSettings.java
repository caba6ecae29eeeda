package community.doorstep.embedded;

import java.nio.file.Path;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import org.springframework.core.env.StandardEnvironment;

/**
 * Where the embedded run listens and keeps its data. PostgreSQL and Redis take any free port.
 *
 * @param wechatPort the WeChat simulator's
 */
record EmbeddedSettings(Path directory, int port, int managementPort, int wechatPort) {

    private static final String ARGUMENTS = "mvn spring-boot:test-run -Dspring-boot.run.arguments=";

    /** From {@code --server.port=} and the like, or the environment variables of the same names. */
    static EmbeddedSettings of(String... arguments) {
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new SimpleCommandLinePropertySource(arguments));
        return new EmbeddedSettings(
                Path.of(environment.getProperty("embedded.directory", ".doorstep")),
                environment.getProperty("server.port", Integer.class, 8080),
                environment.getProperty("management.server.port", Integer.class, 8081),
                environment.getProperty("embedded.wechat-port", Integer.class, 8089));
    }

    /** Refuses to start where another program listens already. */
    void mustBeFree() {
        mustBeFree(port, "server.port");
        mustBeFree(managementPort, "management.server.port");
        mustBeFree(wechatPort, "embedded.wechat-port");
    }

    private static void mustBeFree(int port, String setting) {
        if (!Ports.free(port)) {
            throw new CannotStart("Another program listens on port " + port + ". Stop it, or choose another port:\n  "
                    + ARGUMENTS + "--" + setting + "=" + (port + 1000));
        }
    }
}
