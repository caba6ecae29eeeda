package community.doorstep.signin;

import static org.assertj.core.api.Assertions.assertThat;

import community.doorstep.TestClock;
import community.doorstep.Town;
import java.time.Duration;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Staff of a town with names to sign in with. */
final class StaffOfTown {

    static final String PASSWORD = "长长的密码 with-some-words 7";

    private static final Duration STEP = Duration.ofSeconds(30);

    private final Town town;
    private final TestClock clock;

    StaffOfTown(Town town, TestClock clock) {
        this.town = town;
        this.clock = clock;
    }

    record Account(Town.Person person, String name, String password, Authenticator phone, JsonNode recoveryCodes) {}

    /** With a one-time password, before the first sign-in. */
    Account invited(Town.Person person) {
        String name = "staff." + Town.unique();
        JsonNode given = town.post(town.admin, "/api/admin/sign-ins/" + person.id(), Map.of("name", name));
        return new Account(person, name, given.get("password").asString(), null, null);
    }

    /** Done with the first sign-in. */
    Account complete(Town.Person person) {
        Account invited = invited(person);
        JsonNode begun = begun(invited.name(), invited.password());
        Authenticator phone = new Authenticator(begun.at("/setUp/secret").asString());
        JsonNode done = town.send(
                "POST",
                null,
                "/api/sessions/password/set-up",
                Map.of(
                        "challenge",
                        begun.get("challenge").asString(),
                        "code",
                        phone.code(clock.instant()),
                        "password",
                        PASSWORD),
                null);
        Town.Person signedIn = new Town.Person(
                done.at("/session/me/id").asString(), done.at("/session/token").asString(), person.phone());
        return new Account(signedIn, invited.name(), PASSWORD, phone, done.get("recoveryCodes"));
    }

    JsonNode begun(String name, String password) {
        Town.Answer answer = begin(name, password);
        assertThat(answer.status()).as(String.valueOf(answer.body())).isEqualTo(200);
        return answer.body();
    }

    Town.Answer begin(String name, String password) {
        return town.exchange("POST", null, "/api/sessions/password", Map.of("name", name, "password", password), null);
    }

    Town.Answer prove(String challenge, String code) {
        return town.exchange(
                "POST", null, "/api/sessions/password/code", Map.of("challenge", challenge, "code", code), null);
    }

    /** A code that was not used yet, a step later. */
    String nextCode(Account account) {
        clock.advance(STEP);
        return account.phone().code(clock.instant());
    }

    Town.Answer signIn(Account account, String code) {
        return prove(begun(account.name(), account.password()).get("challenge").asString(), code);
    }
}
