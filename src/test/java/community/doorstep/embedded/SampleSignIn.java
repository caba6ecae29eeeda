package community.doorstep.embedded;

import community.doorstep.signin.Authenticator;
import java.time.Instant;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** A name, a password and an authenticator for the sample community's admin; none of it is secret. */
final class SampleSignIn {

    static final String NAME = "zhou.min";
    static final String PASSWORD = "wangjiang-street-2026";
    /** What every authenticator of the embedded run is set up with: 20 bytes in Base32. */
    static final String SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP";

    private final SampleClients clients;

    SampleSignIn(SampleClients clients) {
        this.clients = clients;
    }

    static byte[] secret() {
        return new Authenticator(SECRET).bytes();
    }

    /** Done before when the one-time password is good no more. */
    void make() {
        String address = "/api/admin/sign-ins/" + clients.id(SamplePerson.ADMIN);
        JsonNode given = clients.as(SamplePerson.CITY).post(address, Map.of("name", NAME), "sample-sign-in");
        Map<String, String> first =
                Map.of("name", NAME, "password", given.get("password").asString());
        ApiClient.Answer begun = clients.anybody().exchange("POST", "/api/sessions/password", first);
        if (begun.status() == 200) {
            Map<String, String> own = Map.of(
                    "challenge",
                    begun.body().get("challenge").asString(),
                    "code",
                    new Authenticator(SECRET).code(Instant.now()),
                    "password",
                    PASSWORD);
            clients.anybody().post("/api/sessions/password/set-up", own);
        }
    }
}
