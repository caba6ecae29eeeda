package community.doorstep;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says what to set, and how to run without setting anything. */
class SettingsMissingAnalyzer extends AbstractFailureAnalyzer<SettingsMissing> {

    static final String EMBEDDED = "To try the house out with everything embedded, run: mvn spring-boot:test-run";

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, SettingsMissing cause) {
        return new FailureAnalysis(
                "Doorstep needs PostgreSQL, Redis, encryption keys and an account at WeChat. Not set:\n\n    "
                        + String.join("\n    ", cause.variables()),
                "Set these environment variables; src/main/resources/application.yaml and k8s/ say what each means.\n"
                        + EMBEDDED,
                cause);
    }
}
