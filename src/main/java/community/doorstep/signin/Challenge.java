package community.doorstep.signin;

import community.doorstep.shared.PersonId;
import org.jspecify.annotations.Nullable;

/**
 * A sign-in whose password was right.
 *
 * @param secret of the second factor that is being set up; null where there is one
 */
// Never compared.
@SuppressWarnings("ArrayRecordComponent")
record Challenge(String hash, PersonId person, byte @Nullable [] secret) {

    @Override
    public String toString() {
        return "Challenge[" + person + "]";
    }
}
