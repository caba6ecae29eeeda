package community.doorstep.partners;

import community.doorstep.shared.GeoPoint;
import org.jspecify.annotations.Nullable;

/**
 * What somebody asks for: health data, mostly.
 *
 * @param wish what is to be made ready: which medicine, how much
 * @param address none where it is fetched at the counter
 * @param note for the way; whoever carries it reads this and not the wish
 */
record ErrandDetails(
        String wish,
        @Nullable String address,
        @Nullable GeoPoint place,
        String note,
        boolean stairs,
        String entranceCode) {

    String said() {
        return (wish + " " + note).strip();
    }

    ErrandDetails silenced() {
        return new ErrandDetails("", address, place, "", stairs, entranceCode);
    }

    /** What the one at the door must know. */
    String forTheWay() {
        String code = entranceCode.isEmpty() ? "" : " （门禁 " + entranceCode + "）";
        return (note + (stairs ? " （楼梯）" : "") + code).strip();
    }

    @Override
    public String toString() {
        return "ErrandDetails[…]";
    }
}
