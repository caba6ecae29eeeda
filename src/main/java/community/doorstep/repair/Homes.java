package community.doorstep.repair;

import community.doorstep.shared.CommunityId;
import community.doorstep.shared.Seal;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Keyed hashes of a home and of its riser 立管: faults that come back are found by them, and nobody's address is. */
@Component
class Homes {

    private static final Pattern NOISE = Pattern.compile("[\\s#号栋幢楼单元室座-]+");
    private static final Pattern FLAT = Pattern.compile(".*?\\d{1,2}(\\d{2})");

    private final Seal seal;

    Homes(Seal seal) {
        this.seal = seal;
    }

    String home(CommunityId community, RepairDetails said) {
        String plate = said.building().isEmpty() ? "" : plain(said.building()) + "/" + plain(said.unit());
        String home =
                plate.isEmpty() || said.flat().isEmpty() ? plain(said.address()) : plate + "/" + plain(said.flat());
        return seal.index(community + "|" + home, "repair-home");
    }

    /** The flats above each other: same building, same unit, same last two digits. Null where that is not known. */
    @Nullable
    String riser(CommunityId community, RepairDetails said) {
        String stack = stack(said);
        return stack == null
                ? null
                : seal.index(
                        community + "|" + plain(said.building()) + "/" + plain(said.unit()) + "/" + stack,
                        "repair-riser");
    }

    /** The last two digits of a flat's number with at least three. */
    static @Nullable String stack(RepairDetails said) {
        var flat = FLAT.matcher(plain(said.flat()));
        return said.building().isEmpty() || !flat.matches() ? null : flat.group(1);
    }

    private static String plain(String text) {
        return NOISE.matcher(text.toLowerCase(Locale.ROOT)).replaceAll("");
    }
}
