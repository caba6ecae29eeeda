package community.doorstep.identity;

import community.doorstep.shared.Seal;
import java.time.LocalDate;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;

/** What the tables of people hold, for tests that write them themselves. */
public final class SealedPeople {

    private final ProfileSeal seal;

    public SealedPeople(Seal seal) {
        this.seal = new ProfileSeal(seal, JsonMapper.builder().build());
    }

    public byte[] profile(UUID person, LocalDate birthDate) {
        return seal.seal(person, new Profile("居民", null, birthDate));
    }

    public static String tokenHash(String secret) {
        return new Token(secret).hash();
    }
}
