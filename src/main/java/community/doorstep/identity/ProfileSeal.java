package community.doorstep.identity;

import community.doorstep.shared.Seal;
import java.util.UUID;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Seals and opens profiles, and makes the hash by which a phone number is found. */
@Component
class ProfileSeal {

    private final Seal seal;
    private final JsonMapper json;

    ProfileSeal(Seal seal, JsonMapper json) {
        this.seal = seal;
        this.json = json;
    }

    byte[] seal(UUID person, Profile profile) {
        return seal.seal(json.writeValueAsBytes(profile), context(person));
    }

    Profile open(UUID person, byte[] sealed) {
        return json.readValue(seal.open(sealed, context(person)), Profile.class);
    }

    String phoneIndex(String phone) {
        return seal.index(phone, "phone");
    }

    String[] phoneIndexes(String phone) {
        return seal.indexes(phone, "phone");
    }

    private static String context(UUID person) {
        return "person/" + person;
    }
}
