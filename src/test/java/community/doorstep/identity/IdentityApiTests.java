package community.doorstep.identity;

import static org.assertj.core.api.Assertions.assertThat;

import community.doorstep.ApiTest;
import community.doorstep.Town;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class IdentityApiTests extends ApiTest {

    @Test
    void signsInWithWechatAndSeesOneself() {
        Town.Person lin = town().resident("林小红", "1990-05-01");

        JsonNode me = town().get(lin, "/api/me");

        assertThat(me.get("name").asString()).isEqualTo("林小红");
        assertThat(me.get("phoneEnding").asString()).isEqualTo(lin.phone().substring(7));
        assertThat(me.toString()).doesNotContain(lin.phone());
    }

    @Test
    void refusesWhoHasNoTokenOrAWrongOne() {
        assertThat(town().exchange("GET", null, "/api/me", null, null).code()).isEqualTo("not-signed-in");
        Town.Person nobody = new Town.Person("", "no-such-token", "");
        assertThat(town().exchange("GET", nobody, "/api/me", null, null).status())
                .isEqualTo(401);
    }

    @Test
    void refusesAUsedAndAnUnknownCode() {
        String code = "once" + Town.unique() + "--1";
        assertThat(town().exchange("POST", null, "/api/sessions", Map.of("code", code), null)
                        .status())
                .isEqualTo(201);
        assertThat(town().exchange("POST", null, "/api/sessions", Map.of("code", code), null)
                        .code())
                .isEqualTo("wechat-code-used");
        assertThat(town().exchange("POST", null, "/api/sessions", Map.of("code", "unknown1"), null)
                        .code())
                .isEqualTo("wechat-code-invalid");
    }

    @Test
    void signingOutEndsTheSession() {
        Town.Person lin = town().resident("林小红", "1990-05-01");
        town().get(lin, "/api/me");
        assertThat(town().exchange("DELETE", lin, "/api/sessions/current", null, null)
                        .status())
                .isEqualTo(204);
        assertThat(town().exchange("GET", lin, "/api/me", null, null).status()).isEqualTo(401);
    }

    @Test
    void aLeaverIsOutAtOnce() {
        Town.Person operator = town().staff("小周", "OPERATOR");
        Map<String, String> search = Map.of("phone", operator.phone());
        assertThat(town().exchange("POST", operator, "/api/station/residents/search", search, null)
                        .status())
                .isEqualTo(200);
        JsonNode held = town().get(town().admin, "/api/admin/staff");
        String grant = held.valueStream()
                .filter(each -> each.get("person").asString().equals(operator.id()))
                .findFirst()
                .orElseThrow()
                .get("id")
                .asString();

        town().send("DELETE", town().admin, "/api/admin/staff/" + grant, null, null);

        assertThat(town().exchange("POST", operator, "/api/station/residents/search", search, null)
                        .code())
                .isEqualTo("role-missing");
        assertThat(town().exchange("GET", operator, "/api/me", null, null).status())
                .isEqualTo(200);
    }

    @Test
    void anElderMadeByTheOperatorIsClaimedAtTheFirstSignIn() {
        Town.Person operator = town().staff("小周", "OPERATOR");
        String phone = Town.phone();
        String elder = town().made(
                        operator,
                        "/api/station/residents",
                        Map.of("name", "王奶奶", "phone", phone, "birthDate", "1944-03-01"));

        Town.Person signedIn = town().signIn("elder" + Town.unique(), phone);

        assertThat(signedIn.id()).isEqualTo(elder);
        assertThat(town().get(signedIn, "/api/me").get("birthDate").asString()).isEqualTo("1944-03-01");
    }

    @Test
    void aBareNewcomerBecomesThePersonWhoseVerifiedPhoneTheyHave() {
        Town.Person operator = town().staff("小周", "OPERATOR");
        String phone = Town.phone();
        String elder = town().made(operator, "/api/station/residents", Map.of("name", "王奶奶", "phone", phone));
        JsonNode bare = town().post(null, "/api/sessions", Map.of("code", "dev-bare" + Town.unique()));
        Town.Person newcomer =
                new Town.Person(bare.at("/me/id").asString(), bare.get("token").asString(), phone);
        assertThat(newcomer.id()).isNotEqualTo(elder);

        town().send("POST", newcomer, "/api/me/phone", Map.of("code", "dev-phone-" + phone), null);

        assertThat(town().get(newcomer, "/api/me").get("id").asString()).isEqualTo(elder);
    }

    @Test
    void aLostWechatAccountIsReleasedByStaffAndFoundAgainByPhone() {
        Town.Person operator = town().staff("小周", "OPERATOR");
        Town.Person lost = town().resident("张大爷", "1950-01-01");
        Map<String, String> other = Map.of("code", "dev-new" + Town.unique(), "phoneCode", "dev-phone-" + lost.phone());
        assertThat(town().exchange("POST", null, "/api/sessions", other, null).code())
                .isEqualTo("phone-already-claimed");

        town().send("DELETE", operator, "/api/station/residents/" + lost.id() + "/wechat", null, null);

        assertThat(town().exchange("GET", lost, "/api/me", null, null).status()).isEqualTo(401);
        JsonNode again = town().post(null, "/api/sessions", other);
        assertThat(again.at("/me/id").asString()).isEqualTo(lost.id());
    }

    @Test
    void twoGuardiansShareOneChild() {
        Town.Person mother = town().resident("林小红", "1990-05-01");
        Town.Person father = town().resident("周强", "1988-02-01");
        String child = town().family(mother, "周朵朵", "2018-09-09", "CHILD");
        String code = town().post(mother, "/api/me/family/" + child + "/invitations", null)
                .get("code")
                .asString();

        town().post(father, "/api/me/family/acceptances", Map.of("code", code));

        assertThat(town().get(father, "/api/me/family").get(0).get("id").asString())
                .isEqualTo(child);
        Town.Answer again = town().exchange(
                        "POST",
                        father,
                        "/api/me/family/acceptances",
                        Map.of("code", code),
                        UUID.randomUUID().toString());
        assertThat(again.code()).isEqualTo("invitation-invalid");
    }

    @Test
    void theSameKeyAddsAFamilyMemberOnceAndRefusesAnotherBody() {
        Town.Person mother = town().resident("林小红", "1990-05-01");
        Map<String, String> child = Map.of("name", "周朵朵", "birthDate", "2018-09-09", "relation", "CHILD");
        String key = UUID.randomUUID().toString();

        JsonNode first = town().send("POST", mother, "/api/me/family", child, key);
        JsonNode second = town().send("POST", mother, "/api/me/family", child, key);
        Town.Answer other = town().exchange(
                        "POST",
                        mother,
                        "/api/me/family",
                        Map.of("name", "别人", "birthDate", "2018-09-09", "relation", "CHILD"),
                        key);

        assertThat(second).isEqualTo(first);
        assertThat(other.code()).isEqualTo("key-reused");
        assertThat(town().get(mother, "/api/me/family")).hasSize(1);
    }

    @Test
    void nothingPersonalLiesInTheClear() {
        Town.Person lin = town().resident("林独一无二", "1990-05-01");
        List<String> profiles = database.sql("SELECT encode(profile, 'escape') AS profile FROM person WHERE id = :id")
                .bind("id", UUID.fromString(lin.id()))
                .map(row -> row.get("profile", String.class))
                .all()
                .collectList()
                .block(Duration.ofSeconds(5));
        assertThat(profiles)
                .hasSize(1)
                .allSatisfy(profile ->
                        assertThat(profile).doesNotContain(lin.phone()).doesNotContain("1990"));
    }
}
