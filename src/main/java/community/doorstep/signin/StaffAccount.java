package community.doorstep.signin;

import community.doorstep.shared.PersonId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How one of the staff signs in to the console.
 *
 * @param hash of the password
 * @param passwordUntil until when a one-time password holds; null for one of their own
 * @param secondFactor the secret of their authenticator; null before it is set up
 * @param first made of the configured first admin
 * @param stored false for the configured first admin before the first sign-in
 */
// Never compared.
@SuppressWarnings("ArrayRecordComponent")
record StaffAccount(
        PersonId person,
        String name,
        String hash,
        @Nullable Instant passwordUntil,
        byte @Nullable [] secondFactor,
        boolean first,
        boolean stored) {

    boolean holds(Instant now) {
        return passwordUntil == null || now.isBefore(passwordUntil);
    }

    @Override
    public String toString() {
        return "StaffAccount[" + person + "]";
    }
}
