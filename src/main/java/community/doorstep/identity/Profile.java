package community.doorstep.identity;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** What is known of a person and lies sealed in the database. */
record Profile(
        String name, @Nullable String phone, @Nullable LocalDate birthDate) {

    Profile withPhone(String newPhone) {
        return new Profile(name, newPhone, birthDate);
    }

    @Override
    public String toString() {
        return "Profile[…]";
    }
}
