package community.doorstep.waitlist;

import community.doorstep.shared.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;

/**
 * The order of a lot, which anybody can recompute with any SHA-256. All texts are ASCII, all hashes lower-case hex:
 * the seed's hash is SHA-256 of the seed; the list is the ids of the entries, sorted, each followed by a line feed, and
 * its hash SHA-256 of that; an entry's lot is SHA-256 of {@code seed:listHash:entryId}. The lowest lot comes first.
 */
final class Draw {

    private Draw() {}

    static String sha256(String text) {
        return HexFormat.of().formatHex(Sha256.of(text.getBytes(StandardCharsets.US_ASCII)));
    }

    static String listHash(List<UUID> entries) {
        StringBuilder list = new StringBuilder();
        entries.stream()
                .map(UUID::toString)
                .sorted()
                .forEach(id -> list.append(id).append('\n'));
        return sha256(list.toString());
    }

    /** The entries in the order that the seed gives them. */
    static List<UUID> order(String seed, List<UUID> entries) {
        String list = listHash(entries);
        return entries.stream()
                .map(id -> new Lot(id, sha256(seed + ":" + list + ":" + id)))
                .sorted(Comparator.comparing(Lot::value))
                .map(Lot::entry)
                .toList();
    }

    private record Lot(UUID entry, String value) {}
}
