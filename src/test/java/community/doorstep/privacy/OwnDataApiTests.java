package community.doorstep.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import community.doorstep.ApiTest;
import community.doorstep.Town;
import community.doorstep.repair.RepairsInTown;
import community.doorstep.shared.Audit;
import community.doorstep.shared.Detached;
import community.doorstep.shared.Outbox;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.PersonalData;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** What the house keeps of a person is theirs to have, and theirs to have forgotten. */
class OwnDataApiTests extends ApiTest {

    private static final Map<String, Object> FOREVER = Map.of("forever", true);

    @Autowired
    private List<PersonalData> modules;

    @Autowired
    private Audit audit;

    @Autowired
    private Outbox outbox;

    @Autowired
    private TransactionalOperator transaction;

    @Autowired
    private Detached detached;

    private RepairsInTown repairs;
    private Town.Person resident;
    private Town.Person worker;

    @BeforeEach
    void somebodyWithARepair() {
        repairs = new RepairsInTown(town(), 0L);
        worker = repairs.worker("王建国", "TAP");
        resident = town().resident("李桂芳", "1942-04-01");
    }

    @Test
    void everythingIsGivenToThePersonAndToNobodyElse() {
        String job = repairs.repaired(resident, worker, RepairsInTown.details("TAP", "501", "WATER_RUNNING"));
        town().post(resident, "/api/bookings/" + job + "/rating", Map.of("stars", 5));
        town().post(resident, "/api/bookings/" + job + "/complaints", Map.of("words", "来晚了"));
        town().made(resident, "/api/me/benefits", Map.of("communityId", town().communityId, "kind", "LOW_INCOME"));
        String child = town().family(resident, "小雨", "2018-05-01", "CHILD");

        JsonNode data = town().get(resident, "/api/me/data");

        assertThat(data.get("parts").propertyNames())
                .contains("person", "bookings", "repairs", "jobs", "payments", "prices", "notices", "complaints");
        assertThat(data.toString())
                .contains("李桂芳", resident.phone(), "1942-04-01", "望江街 12 号院", "2580#", "来晚了", "LOW_INCOME", child)
                .doesNotContain(worker.id(), worker.phone());
        assertThat(data.at("/parts/repairs/0/id").asString()).isEqualTo(job);
        assertThat(data.at("/parts/repairs/0/said").toString())
                .as("what was answered when they called")
                .contains("WATER_RUNNING");
        assertThat(town().get(resident, "/api/me/family/" + child + "/data").toString())
                .contains("小雨")
                .doesNotContain("望江街");
        assertThat(town().exchange("GET", worker, "/api/me/family/" + child + "/data", null, null)
                        .code())
                .isEqualTo("person-unknown");
    }

    @Test
    void whatIsOpenIsSettledFirst() {
        String job = repairs.booked(resident, RepairsInTown.details("TAP", "501"));
        repairs.waits(worker, job);
        town().family(resident, "小雨", "2018-05-01", "CHILD");
        Town.Answer refused = deletion(resident, "/api/me/deletion");

        assertThat(refused.code()).isEqualTo("not-settled");
        assertThat(refused.body().get("open").valueStream().map(JsonNode::asString))
                .containsExactly("bookings-ahead", "dependants-left", "job-under-way");
        assertThat(town().get(resident, "/api/me").get("name").asString()).isEqualTo("李桂芳");
        assertThat(deletion(worker, "/api/me/deletion").body().get("open").toString())
                .contains("staff-role");
        assertThat(town().exchange("POST", resident, "/api/me/deletion", Map.of("forever", false), null)
                        .code())
                .isEqualTo("deletion-not-meant");
    }

    @Test
    void whoIsForgottenLeavesFiguresAndNoWord() {
        String job = repairs.booked(resident, RepairsInTown.details("TAP", "501"));
        assertThat(town().photo(resident, "/api/repairs/" + job + "/photos").status())
                .isEqualTo(201);
        repairs.claimed(worker, job);
        repairs.completed(worker, job);
        org.awaitility.Awaitility.await()
                .until(() -> town().get(resident, "/api/bookings/" + job)
                        .get("state")
                        .asString()
                        .equals("FULFILLED"));
        town().post(resident, "/api/bookings/" + job + "/rating", Map.of("stars", 5, "words", "好"));
        long photos = count("SELECT count(*) AS n FROM repair_photo WHERE call_id = :id", job);
        assertThat(photos).isEqualTo(1);

        assertThat(deletion(resident, "/api/me/deletion").status()).isEqualTo(204);

        assertThat(town().exchange("GET", resident, "/api/me", null, null).code())
                .isEqualTo("not-signed-in");
        assertThat(count("SELECT count(*) AS n FROM booking WHERE id = :id AND details IS NULL", job))
                .as("the booking stays, what was said in it goes")
                .isEqualTo(1);
        assertThat(count("SELECT count(*) AS n FROM charge WHERE booking_id = :id", job))
                .isEqualTo(1);
        assertThat(count("SELECT count(*) AS n FROM rating WHERE booking_id = :id AND words IS NULL", job))
                .isEqualTo(1);
        assertThat(count("SELECT count(*) AS n FROM repair_photo WHERE call_id = :id", job))
                .isZero();
        assertThat(count(
                        "SELECT count(*) AS n FROM repair_call WHERE booking_id = :id AND home IS NULL"
                                + " AND details IS NULL",
                        job))
                .isEqualTo(1);
        assertThat(count("SELECT count(*) AS n FROM idempotency WHERE caller_id = :id", resident.id()))
                .isZero();
        Town.Person again = town().signIn("r" + Town.unique(), resident.phone());
        assertThat(again.id()).as("the number is nobody's and may begin anew").isNotEqualTo(resident.id());
        assertThat(town().get(again, "/api/bookings").get("items")).isEmpty();
    }

    @Test
    void nothingIsHalfForgotten() {
        String job = repairs.repaired(resident, worker, RepairsInTown.details("TAP", "501"));
        List<PersonalData> withOneThatFails = new ArrayList<>(modules);
        withOneThatFails.add(new Failing());
        OwnData data = new OwnData(withOneThatFails, database, audit, outbox, transaction, detached, CLOCK);
        PersonId person = PersonId.of(resident.id());

        assertThatThrownBy(() -> data.forget(person, person).block()).hasMessageContaining("not today");

        assertThat(town().get(resident, "/api/me").get("name").asString()).isEqualTo("李桂芳");
        assertThat(town().get(resident, "/api/repairs/" + job).get("address").asString())
                .contains("望江街");
    }

    @Test
    void aChildIsForgottenByTheOnlyGuardianOnly() {
        String child = town().family(resident, "小雨", "2018-05-01", "CHILD");
        Town.Person father = town().resident("李强", "1980-01-01");
        String code = town().post(resident, "/api/me/family/" + child + "/invitations", null)
                .get("code")
                .asString();
        String address = "/api/me/family/" + child + "/deletion";
        assertThat(deletion(father, address).code()).isEqualTo("person-unknown");
        town().post(father, "/api/me/family/acceptances", Map.of("code", code));
        assertThat(deletion(resident, address).code()).isEqualTo("not-yours-alone");

        assertThat(deletion(father, "/api/me/deletion").status())
                .as("the child has somebody left")
                .isEqualTo(204);
        assertThat(deletion(resident, address).status()).isEqualTo(204);
        assertThat(town().get(resident, "/api/me/family")).isEmpty();
    }

    private static final class Failing implements PersonalData {

        @Override
        public String part() {
            return "zzz";
        }

        @Override
        public Mono<?> of(PersonId person) {
            return Mono.empty();
        }

        @Override
        public Mono<Void> forget(PersonId person) {
            return Mono.error(new IllegalStateException("not today"));
        }
    }

    private Town.Answer deletion(Town.Person caller, String address) {
        return town().exchange("POST", caller, address, FOREVER, null);
    }

    private long count(String sql, String id) {
        return database.sql(sql)
                .bind("id", UUID.fromString(id))
                .map(row -> row.get("n", Long.class))
                .one()
                .block();
    }
}
