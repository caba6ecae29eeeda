package community.doorstep.signin;

import community.doorstep.shared.Refusal;
import java.util.Locale;

/** What a password must be: long, and not made of one's name or of one sign. */
final class PasswordRule {

    static final int SHORTEST = 12;
    static final int LONGEST = 128;

    private static final int FEWEST_SIGNS = 5;

    private PasswordRule() {}

    /** Refuses {@code password-weak} (422). */
    static void check(String password, String name) {
        boolean poor = password.codePoints().distinct().count() < FEWEST_SIGNS;
        if (password.length() < SHORTEST
                || poor
                || password.toLowerCase(Locale.ROOT).contains(name)) {
            throw Refusal.unprocessable("password-weak").with("least", SHORTEST);
        }
    }
}
