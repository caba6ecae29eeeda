package community.doorstep.telephone;

import java.util.UUID;

/**
 * Something to say by telephone.
 *
 * @param id ours, the same at each try
 * @param number e.g. 13800000001 or 08123331234; one from abroad begins with + and its country
 * @param text sent as it stands, or read out
 */
public record PhoneMessage(UUID id, Way way, String number, String text) {

    public enum Way {
        SMS,
        CALL
    }

    @Override
    public String toString() {
        return way + "[" + id + "]";
    }
}
