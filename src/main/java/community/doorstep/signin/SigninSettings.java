package community.doorstep.signin;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * See {@code doorstep.signin} in application.yaml.
 *
 * @param oneTimePassword how long the one that an admin gives out holds
 * @param challenge how long somebody whose password was right may take for the second factor
 * @param scanCode how long a code on a screen may be confirmed
 * @param passwordStrength BCrypt's: each one more doubles the work
 */
@ConfigurationProperties("doorstep.signin")
record SigninSettings(
        Duration sessionLength,
        Duration oneTimePassword,
        Duration challenge,
        Duration scanCode,
        int passwordStrength,
        String firstAdminName,
        String firstAdminPassword) {

    SigninSettings {
        if (firstAdminName.isEmpty() != firstAdminPassword.isEmpty()) {
            throw new IllegalArgumentException("first-admin-name and first-admin-password belong together");
        }
        if (!firstAdminPassword.isEmpty() && firstAdminPassword.length() < PasswordRule.SHORTEST) {
            throw new IllegalArgumentException(
                    "first-admin-password must have " + PasswordRule.SHORTEST + " characters or more");
        }
    }

    @Override
    public String toString() {
        return "SigninSettings[…]";
    }
}
