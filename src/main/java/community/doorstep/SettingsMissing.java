package community.doorstep;

import java.util.List;

/** The application cannot start: these environment variables are not set. */
class SettingsMissing extends RuntimeException {

    private final List<String> variables;

    SettingsMissing(List<String> variables) {
        super("Not set: " + String.join(", ", variables));
        this.variables = List.copyOf(variables);
    }

    List<String> variables() {
        return variables;
    }
}
