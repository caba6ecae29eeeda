package community.doorstep.signin;

import java.util.Locale;

/** The name that staff sign in with: {@code Zhou.Min} and {@code zhou.min} are one. */
final class AccountName {

    static final String FORM = "[A-Za-z0-9][A-Za-z0-9._-]{2,39}";

    private AccountName() {}

    static String of(String typed) {
        return typed.strip().toLowerCase(Locale.ROOT);
    }
}
