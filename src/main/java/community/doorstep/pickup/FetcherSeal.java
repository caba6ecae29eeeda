package community.doorstep.pickup;

import community.doorstep.shared.PersonId;
import community.doorstep.shared.Seal;
import java.text.Normalizer;
import java.util.Locale;
import java.util.UUID;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Seals who fetches, and makes the hashes by which somebody is known again: within one child only. */
@Component
class FetcherSeal {

    private final Seal seal;
    private final JsonMapper json;

    FetcherSeal(Seal seal, JsonMapper json) {
        this.seal = seal;
        this.json = json;
    }

    byte[] seal(UUID id, Fetcher fetcher) {
        return seal.seal(json.writeValueAsBytes(fetcher), "fetcher/" + id);
    }

    Fetcher open(UUID id, byte[] sealed) {
        return json.readValue(seal.open(sealed, "fetcher/" + id), Fetcher.class);
    }

    String name(PersonId child, String name) {
        return seal.index(plain(name), "fetcher-name/" + child);
    }

    String[] names(PersonId child, String name) {
        return seal.indexes(plain(name), "fetcher-name/" + child);
    }

    String phone(PersonId child, String phone) {
        return seal.index(bare(phone), "fetcher-phone/" + child);
    }

    String[] phones(PersonId child, String phone) {
        return seal.indexes(bare(phone), "fetcher-phone/" + child);
    }

    /** However it is spaced or typed. */
    private static String plain(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFKC)
                .replaceAll("\\s", "")
                .toLowerCase(Locale.ROOT);
    }

    /** With or without the country. */
    private static String bare(String phone) {
        return phone.replaceFirst("^(\\+|00)?86(?=1[0-9]{10}$)", "");
    }
}
