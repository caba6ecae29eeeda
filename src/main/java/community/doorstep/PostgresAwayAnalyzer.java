package community.doorstep;

import java.sql.SQLException;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.env.Environment;

/** The migrations are the first to need PostgreSQL: says where it was looked for when it does not answer. */
class PostgresAwayAnalyzer extends AbstractFailureAnalyzer<FlywayException> {

    private final Environment environment;

    PostgresAwayAnalyzer(Environment environment) {
        this.environment = environment;
    }

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, FlywayException cause) {
        SQLException refused = findCause(cause, SQLException.class);
        if (refused == null || !noConnection(refused.getSQLState())) {
            return null;
        }
        return new FailureAnalysis(
                "PostgreSQL does not let the migrations in at " + environment.getProperty("spring.flyway.url") + ": "
                        + refused.getMessage(),
                "Start PostgreSQL there, or correct SPRING_FLYWAY_URL, SPRING_FLYWAY_USER and SPRING_FLYWAY_PASSWORD"
                        + " (the owner's role) and with them SPRING_R2DBC_URL, SPRING_R2DBC_USERNAME and"
                        + " SPRING_R2DBC_PASSWORD (the application's role).\n"
                        + SettingsMissingAnalyzer.EMBEDDED,
                cause);
    }

    /** SQLSTATE: 08 no connection, 28 wrong role or password, 3D no such database, 57P03 starting up. */
    private static boolean noConnection(@Nullable String state) {
        return state != null
                && (state.startsWith("08")
                        || state.startsWith("28")
                        || state.startsWith("3D")
                        || state.equals("57P03"));
    }
}
