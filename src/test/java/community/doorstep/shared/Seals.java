package community.doorstep.shared;

import java.security.GeneralSecurityException;
import java.util.List;

/** The house's seal without the house, for tests that write rows straight into its tables. */
public final class Seals {

    private Seals() {}

    public static Seal with(String key) {
        try {
            return new Seal(new KeySettings(List.of(key)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
