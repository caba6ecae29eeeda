package community.doorstep.auditlog;

import static org.assertj.core.api.Assertions.assertThat;

import community.doorstep.ApiTest;
import community.doorstep.Town;
import community.doorstep.shared.Audit;
import community.doorstep.shared.PersonId;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** What an admin looks at in the console: the audit, staff by name, workers and their plan, whose claim it is. */
class AdminViewsTests extends ApiTest {

    @Autowired
    private Audit audit;

    @Test
    void theAuditShowsOnesOwnCommunityAlone() {
        Town.Person worker = town().staff("王建国", "WORKER");
        Town other = new Town(api(), WECHAT);

        JsonNode entries = town().get(town().admin, "/api/admin/audit-entries?action=role-")
                .get("items");

        assertThat(entries).isNotEmpty();
        JsonNode newest = entries.get(0);
        assertThat(newest.get("subjectId").asString()).isEqualTo(worker.id());
        assertThat(newest.get("action").asString()).isEqualTo("role-granted");
        assertThat(newest.get("actor").isString()).isTrue();
        assertThat(town().get(other.admin, "/api/admin/audit-entries?subjectId=" + worker.id())
                        .get("items"))
                .isEmpty();
        assertThat(town().exchange("GET", worker, "/api/admin/audit-entries", null, null)
                        .code())
                .isEqualTo("role-missing");
        assertThat(town().exchange("GET", town().staff("孙丽", "FINANCE"), "/api/admin/audit-entries", null, null)
                        .code())
                .isEqualTo("role-missing");
    }

    @Test
    void whatSomebodyDidWithoutACommunityIsSeenWhereTheyServedThenAlsoAfterTheyLeft() {
        Town.Person counter = town().staff("柜台", "COUNTER");
        Town other = new Town(api(), WECHAT);
        audit.note(new PersonId(UUID.fromString(counter.id())), null, "signed-in", UUID.fromString(counter.id()), "")
                .block(Duration.ofSeconds(5));
        String grant = town().get(town().admin, "/api/admin/staff")
                .valueStream()
                .filter(one -> one.get("person").asString().equals(counter.id()))
                .findFirst()
                .orElseThrow()
                .get("id")
                .asString();

        town().send("DELETE", town().admin, "/api/admin/staff/" + grant, null, null);

        String address = "/api/admin/audit-entries?action=signed-in&actorId=" + counter.id();
        assertThat(town().get(town().admin, address).get("items")).hasSize(1);
        assertThat(town().get(other.admin, address).get("items")).isEmpty();
    }

    @Test
    void theAuditGoesOnByCursor() {
        town().staff("王建国", "WORKER");
        town().staff("刘志强", "WORKER");
        JsonNode first = town().get(town().admin, "/api/admin/audit-entries?size=1");

        JsonNode second = town().get(
                        town().admin,
                        "/api/admin/audit-entries?size=1&cursor="
                                + first.get("next").asString());

        assertThat(second.at("/items/0/id").asString())
                .isLessThan(first.at("/items/0/id").asString());
    }

    @Test
    void workersAreSeenWithSkillsDutyAndPlan() {
        Town.Person worker = town().staff("王建国", "WORKER");
        town().send(
                        "PUT",
                        town().admin,
                        "/api/admin/workers/" + worker.id() + "/skills",
                        Map.of("communityId", town().communityId, "skills", java.util.Set.of("TAP")),
                        null);
        town().send("PUT", worker, "/api/worker/shift", Map.of("onDuty", true, "stationId", town().stationId), null);
        String address = "/api/admin/workers?communityId=" + town().communityId;

        JsonNode seen = town().get(town().admin, address).get(0);

        assertThat(seen.get("skills").toString()).isEqualTo("[\"TAP\"]");
        assertThat(seen.get("onDuty").asBoolean()).isTrue();
        assertThat(seen.get("stationId").asString()).isEqualTo(town().stationId);
        Town other = new Town(api(), WECHAT);
        assertThat(town().exchange("GET", other.admin, address, null, null).code())
                .isEqualTo("role-missing");
        Map<String, Object> plan = Map.of(
                "stationId", town().stationId,
                "workerId", worker.id(),
                "startsAt", CLOCK.instant().plus(Duration.ofHours(1)),
                "endsAt", CLOCK.instant().plus(Duration.ofHours(5)));
        String planned = town().made(town().admin, "/api/station/plan", plan);
        assertThat(town().get(town().admin, "/api/station/plan").findValuesAsString("id"))
                .containsExactly(planned);
        assertThat(town().get(other.admin, "/api/station/plan")).isEmpty();
        assertThat(town().exchange("DELETE", other.admin, "/api/station/plan/" + planned, null, null)
                        .code())
                .isEqualTo("plan-unknown");
        town().send("DELETE", town().admin, "/api/station/plan/" + planned, null, null);
        assertThat(town().get(town().admin, "/api/station/plan")).isEmpty();
    }

    @Test
    void figuresOfStationsAreForTheAdminAndThoseOfWorkersForFinance() {
        Town.Person finance = town().staff("孙丽", "FINANCE");

        assertThat(town().get(town().admin, "/api/station/figures").isArray()).isTrue();
        assertThat(town().get(finance, "/api/station/workers").isArray()).isTrue();
        assertThat(town().exchange("GET", finance, "/api/station/figures", null, null)
                        .code())
                .isEqualTo("role-missing");
        assertThat(town().exchange("GET", town().admin, "/api/station/workers", null, null)
                        .code())
                .isEqualTo("role-missing");
    }

    @Test
    void whoseClaimItIsIsToldToItsAdminAndWrittenDown() {
        Town.Person elder = town().resident("何桂芳", "1955-01-01");
        String claim =
                town().made(elder, "/api/me/benefits", Map.of("communityId", town().communityId, "kind", "LOW_INCOME"));
        String address = "/api/admin/benefit-claims/" + claim + "/person";

        JsonNode person = town().get(town().admin, address);

        assertThat(person.get("name").asString()).isEqualTo("何桂芳");
        assertThat(person.at("/claims/0/id").asString()).isEqualTo(claim);
        JsonNode found =
                town().send("POST", town().admin, "/api/admin/residents/search", Map.of("phone", elder.phone()), null);
        assertThat(found.get("id").asString()).isEqualTo(elder.id());
        assertThat(town().get(town().admin, "/api/admin/audit-entries?subjectId=" + elder.id())
                        .toString())
                .contains("resident-read", "resident-found");
        Town other = new Town(api(), WECHAT);
        assertThat(town().exchange("GET", other.admin, address, null, null).code())
                .isEqualTo("claim-unknown");
        JsonNode elsewhere =
                town().send("POST", other.admin, "/api/admin/residents/search", Map.of("phone", elder.phone()), null);
        assertThat(elsewhere.get("claims")).isEmpty();
    }

    @Test
    void staffAreListedByName() {
        Town.Person worker = town().staff("王建国", "WORKER");

        JsonNode member = town().get(town().admin, "/api/admin/staff")
                .valueStream()
                .filter(one -> one.get("person").asString().equals(worker.id()))
                .findFirst()
                .orElseThrow();

        assertThat(member.get("name").asString()).isEqualTo("王建国");
    }
}
