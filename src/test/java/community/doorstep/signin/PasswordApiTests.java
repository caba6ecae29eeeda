package community.doorstep.signin;

import static org.assertj.core.api.Assertions.assertThat;

import community.doorstep.ApiTest;
import community.doorstep.TestSettings;
import community.doorstep.Town;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Name, password and second factor: who gets in, and who does not however often they try. */
class PasswordApiTests extends ApiTest {

    private StaffOfTown staff;

    @BeforeEach
    void staffOfTown() {
        staff = new StaffOfTown(town(), CLOCK);
    }

    @Test
    void theFirstSignInSetsAPasswordAndASecondFactor() {
        Town.Person finance = town().staff("孙丽", "FINANCE");
        StaffOfTown.Account invited = staff.invited(finance);
        JsonNode begun = staff.begun(invited.name(), invited.password());
        assertThat(begun.at("/setUp/address").asString())
                .startsWith("otpauth://totp/Doorstep:" + invited.name() + "?secret=");
        assertThat(begun.at("/setUp/qr").size()).isGreaterThan(20);
        String challenge = begun.get("challenge").asString();
        Authenticator phone = new Authenticator(begun.at("/setUp/secret").asString());
        String code = phone.code(CLOCK.instant());

        assertThat(staff.prove(challenge, code).code())
                .as("not before it is set up")
                .isEqualTo("sign-in-over");
        assertThat(setUp(challenge, code, invited.name() + "-2026").code()).isEqualTo("password-weak");
        assertThat(setUp(challenge, "000000", StaffOfTown.PASSWORD).code()).isEqualTo("second-factor-wrong");
        Town.Answer done = setUp(challenge, code, StaffOfTown.PASSWORD);

        assertThat(done.status()).isEqualTo(201);
        assertThat(done.body().at("/session/me/id").asString()).isEqualTo(finance.id());
        assertThat(done.body().get("recoveryCodes").size()).isEqualTo(10);
        Town.Person signedIn =
                new Town.Person(finance.id(), done.body().at("/session/token").asString(), "");
        assertThat(town().get(signedIn, "/api/me/sign-in")
                        .get("recoveryCodesLeft")
                        .asInt())
                .isEqualTo(10);
        assertThat(setUp(challenge, code, StaffOfTown.PASSWORD).code()).isEqualTo("sign-in-over");
        assertThat(staff.begin(invited.name(), invited.password()).code()).isEqualTo("sign-in-refused");
        assertThat(audited(finance.id())).contains("sign-in-made", "second-factor-set-up");
    }

    private Town.Answer setUp(String challenge, String code, String password) {
        Map<String, String> wanted = Map.of("challenge", challenge, "code", code, "password", password);
        return town().exchange("POST", null, "/api/sessions/password/set-up", wanted, null);
    }

    @Test
    void aCodeOpensOneSession() {
        StaffOfTown.Account account = staff.complete(town().staff("孙丽", "FINANCE"));
        String code = staff.nextCode(account);
        String challenge = staff.begun(account.name().toUpperCase(java.util.Locale.ROOT), account.password())
                .get("challenge")
                .asString();

        Town.Answer opened = staff.prove(challenge, code);

        assertThat(opened.status()).isEqualTo(201);
        assertThat(opened.body().at("/me/roles/0/role").asString()).isEqualTo("FINANCE");
        assertThat(staff.prove(challenge, staff.nextCode(account)).code())
                .as("a challenge is good for one session")
                .isEqualTo("sign-in-over");
        assertThat(staff.signIn(account, code).code())
                .as("whoever looked over the shoulder comes too late")
                .isEqualTo("second-factor-wrong");
        assertThat(staff.signIn(account, staff.nextCode(account)).status()).isEqualTo(201);
    }

    @Test
    void aCodeSentTwiceAtOnceOpensOneSession() {
        StaffOfTown.Account account = staff.complete(town().staff("孙丽", "FINANCE"));
        String code = staff.nextCode(account);
        List<String> challenges = IntStream.range(0, 4)
                .mapToObj(i -> staff.begun(account.name(), account.password())
                        .get("challenge")
                        .asString())
                .toList();

        List<Integer> answers = challenges.parallelStream()
                .map(challenge -> staff.prove(challenge, code).status())
                .toList();

        assertThat(answers).containsOnlyOnce(201).doesNotContain(500);
    }

    @Test
    void aRecoveryCodeStandsOnceForALostAuthenticator() {
        StaffOfTown.Account account = staff.complete(town().staff("孙丽", "FINANCE"));
        String code = account.recoveryCodes().get(3).asString();

        assertThat(staff.signIn(account, code.toLowerCase(java.util.Locale.ROOT).replace("-", " "))
                        .status())
                .isEqualTo(201);
        assertThat(staff.signIn(account, code).code()).isEqualTo("second-factor-wrong");
        assertThat(audited(account.person().id())).contains("recovery-code-used");
    }

    @Test
    void wrongPasswordsArePausedForNamesThatExistAndOthersAlike() {
        StaffOfTown.Account account = staff.complete(town().staff("孙丽", "FINANCE"));

        assertThat(codesOfWrongTries(account.name())).isEqualTo(codesOfWrongTries("nobody." + Town.unique()));
        assertThat(staff.begin(account.name(), account.password()).code())
                .as("also for the right one, meanwhile")
                .isEqualTo("sign-in-paused");
        CLOCK.advance(Duration.ofSeconds(61));
        assertThat(staff.signIn(account, account.phone().code(CLOCK.instant())).status())
                .isEqualTo(201);
        assertThat(codesOfWrongTries(account.name())).as("counted anew").hasSize(6);
    }

    private List<String> codesOfWrongTries(String name) {
        List<String> codes = IntStream.range(0, 6)
                .mapToObj(i -> staff.begin(name, "a wrong password " + i).code())
                .toList();
        assertThat(codes.subList(0, 5)).containsOnly("sign-in-refused");
        assertThat(codes.get(5)).isEqualTo("sign-in-paused");
        return codes;
    }

    @Test
    void whoHasThePasswordCannotGuessTheCode() {
        StaffOfTown.Account account = staff.complete(town().staff("孙丽", "FINANCE"));
        List<String> challenges = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            challenges.add(staff.begun(account.name(), account.password())
                    .get("challenge")
                    .asString());
        }

        List<String> codes = IntStream.range(0, 24)
                .parallel()
                .mapToObj(i ->
                        staff.prove(challenges.get(i % 6), "00000" + i % 10).code())
                .toList();

        assertThat(codes).filteredOn("second-factor-wrong"::equals).hasSizeLessThanOrEqualTo(5);
        assertThat(staff.prove(challenges.get(0), staff.nextCode(account)).code())
                .isEqualTo("sign-in-paused");
        assertThat(staff.begin(account.name(), account.password()).code()).isEqualTo("sign-in-paused");
    }

    @Test
    void whatWaitsTooLongIsOver() {
        StaffOfTown.Account account = staff.complete(town().staff("孙丽", "FINANCE"));
        String challenge =
                staff.begun(account.name(), account.password()).get("challenge").asString();
        StaffOfTown.Account invited = staff.invited(town().staff("罗琼", "COUNTER"));

        CLOCK.advance(Duration.ofMinutes(11));
        assertThat(staff.prove(challenge, account.phone().code(CLOCK.instant())).code())
                .isEqualTo("sign-in-over");
        CLOCK.advance(Duration.ofHours(72));
        assertThat(staff.begin(invited.name(), invited.password()).code()).isEqualTo("sign-in-refused");
    }

    @Test
    void aLeaverIsOut() {
        StaffOfTown.Account account = staff.complete(town().staff("孙丽", "FINANCE"));
        String grant = town().get(town().admin, "/api/admin/staff")
                .valueStream()
                .filter(each ->
                        each.get("person").asString().equals(account.person().id()))
                .findFirst()
                .orElseThrow()
                .get("id")
                .asString();

        town().send("DELETE", town().admin, "/api/admin/staff/" + grant, null, null);

        assertThat(staff.begin(account.name(), account.password()).code()).isEqualTo("sign-in-refused");
    }

    @Test
    void aResetEndsSessionsAndBeginsAnew() {
        StaffOfTown.Account account = staff.complete(town().staff("孙丽", "FINANCE"));
        String address = "/api/admin/sign-ins/" + account.person().id();

        JsonNode given = town().post(town().admin, address + "/reset", null);

        assertThat(town().exchange("GET", account.person(), "/api/me", null, null)
                        .status())
                .isEqualTo(401);
        assertThat(staff.begin(account.name(), account.password()).code()).isEqualTo("sign-in-refused");
        assertThat(staff.begun(account.name(), given.get("password").asString())
                        .at("/setUp/secret")
                        .asString())
                .isNotEqualTo(account.phone().secret());
        assertThat(town().get(town().admin, "/api/admin/sign-ins").findValuesAsString("name"))
                .contains(account.name());
        town().send("DELETE", town().admin, address, null, null);
        assertThat(staff.begin(account.name(), given.get("password").asString()).code())
                .isEqualTo("sign-in-refused");
        assertThat(audited(account.person().id())).contains("sign-in-reset", "sign-in-removed");
    }

    @Test
    void signInsAreTheBusinessOfAdminsOfTheirPlaceAlone() {
        Town.Person worker = town().staff("王建国", "WORKER");
        Town.Person resident = town().resident("杨秀英", "1944-01-01");
        Town other = new Town(api(), WECHAT);
        String address = "/api/admin/sign-ins/" + worker.id();

        assertThat(make(worker, address, "some.name").code()).isEqualTo("role-missing");
        assertThat(make(town().staff("孙丽", "FINANCE"), address, "some.name").code())
                .isEqualTo("role-missing");
        assertThat(make(other.admin, address, "some.name").code()).isEqualTo("person-unknown");
        assertThat(make(town().admin, "/api/admin/sign-ins/" + resident.id(), "some.name")
                        .code())
                .isEqualTo("person-unknown");
        assertThat(make(town().admin, "/api/admin/sign-ins/" + town().cityAdmin.id(), "some.name")
                        .code())
                .as("a community's admin takes over nobody above")
                .isEqualTo("person-unknown");
        StaffOfTown.Account account = staff.invited(worker);
        assertThat(make(town().admin, address, "another." + Town.unique()).code())
                .isEqualTo("sign-in-name-taken");
        assertThat(make(town().admin, "/api/admin/sign-ins/" + town().admin.id(), account.name())
                        .code())
                .isEqualTo("sign-in-name-taken");
        assertThat(town().get(other.admin, "/api/admin/sign-ins").toString()).doesNotContain(account.name());
        assertThat(town().exchange("GET", worker, "/api/me/sign-in", null, null).status())
                .isEqualTo(200);
        assertThat(town().exchange("GET", resident, "/api/me/sign-in", null, null)
                        .code())
                .isEqualTo("sign-in-unknown");
    }

    private Town.Answer make(Town.Person caller, String address, String name) {
        return town().exchange(
                        "POST",
                        caller,
                        address,
                        Map.of("name", name),
                        UUID.randomUUID().toString());
    }

    @Test
    void onesOwnPasswordIsChangedWithTheSecondFactor() {
        StaffOfTown.Account account = staff.complete(town().staff("孙丽", "FINANCE"));
        Map<String, String> change =
                Map.of("password", account.password(), "newPassword", "another long password", "code", "123456");
        String address = "/api/me/sign-in/password";
        assertThat(town().exchange("PUT", account.person(), address, change, null)
                        .code())
                .isEqualTo("second-factor-wrong");
        Map<String, String> right = Map.of(
                "password",
                account.password(),
                "newPassword",
                "another long password",
                "code",
                staff.nextCode(account));

        JsonNode session = town().send("PUT", account.person(), address, right, null);

        assertThat(town().exchange("GET", account.person(), "/api/me", null, null)
                        .status())
                .isEqualTo(401);
        Town.Person again =
                new Town.Person(account.person().id(), session.get("token").asString(), "");
        JsonNode sheet = town().send(
                        "POST", again, "/api/me/sign-in/recovery-codes", Map.of("code", staff.nextCode(account)), null);
        assertThat(sheet.get("recoveryCodes").toString())
                .doesNotContain(account.recoveryCodes().get(0).asString());
        assertThat(staff.begin(account.name(), account.password()).code()).isEqualTo("sign-in-refused");
        staff.begun(account.name(), "another long password");
    }

    @Test
    void theConfiguredFirstAdminOpensAnEmptyHouseOnce() {
        town();
        String name = TestSettings.FIRST_ADMIN_NAME;
        String password = TestSettings.FIRST_ADMIN_PASSWORD;
        assertThat(staff.begin(name, password).code())
                .as("nobody, while there is a city admin")
                .isEqualTo("sign-in-refused");
        change("UPDATE role_grant SET ended_at = '2001-01-01T00:00Z' WHERE role = 'CITY_ADMIN' AND ended_at IS NULL");
        try {
            JsonNode begun = staff.begun(name, password);
            Authenticator phone = new Authenticator(begun.at("/setUp/secret").asString());
            assertThat(staff.begun(name, password).has("setUp"))
                    .as("until it is complete")
                    .isTrue();
            Town.Answer done =
                    setUp(begun.get("challenge").asString(), phone.code(CLOCK.instant()), StaffOfTown.PASSWORD);

            assertThat(done.body().at("/session/me/roles/0/role").asString()).isEqualTo("CITY_ADMIN");
            assertThat(staff.begin(name, password).code()).isEqualTo("sign-in-refused");
            assertThat(staff.begun(name, StaffOfTown.PASSWORD).path("setUp").isObject())
                    .isFalse();
        } finally {
            change("UPDATE role_grant SET ended_at = now() WHERE role = 'CITY_ADMIN' AND ended_at IS NULL");
            change("UPDATE role_grant SET ended_at = NULL WHERE ended_at = '2001-01-01T00:00Z'");
        }
    }

    private void change(String sql) {
        database.sql(sql).then().block(Duration.ofSeconds(5));
    }

    private List<String> audited(String person) {
        return database.sql("SELECT action FROM audit_entry WHERE subject_id = :person ORDER BY at, id")
                .bind("person", UUID.fromString(person))
                .map(row -> row.get("action", String.class))
                .all()
                .collectList()
                .block(Duration.ofSeconds(5));
    }
}
