package community.doorstep.payment;

import java.util.UUID;

/** Our numbers of payments and refunds at WeChat: the 32 digits of the id. */
final class Numbers {

    private Numbers() {}

    static String of(UUID id) {
        return id.toString().replace("-", "");
    }
}
