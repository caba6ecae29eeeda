package community.doorstep.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import community.doorstep.ApiTest;
import community.doorstep.Town;
import community.doorstep.shared.PersonId;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.reactive.TransactionalOperator;
import tools.jackson.databind.JsonNode;

class ArrivalApiTests extends ApiTest {

    private static final Map<String, Object> NEAR = Map.of("latitude", 26.5880, "longitude", 101.7185);
    private static final Map<String, Object> FAR = Map.of("latitude", 26.6000, "longitude", 101.7185);
    private static final Pattern CODE = Pattern.compile("\"arrivalCode\":\"(\\d{4})\"");

    @Autowired
    private Jobs jobs;

    @Autowired
    private ArrivalCodes codes;

    @Autowired
    private TransactionalOperator transaction;

    private Roster roster;
    private Town.Person resident;
    private Town.Person wang;
    private JobId job;

    @BeforeEach
    void onTheWay() {
        roster = new Roster(town(), jobs, transaction, CLOCK);
        resident = town().resident("李奶奶", "1942-04-01");
        wang = roster.worker("王建国", "TAP");
        job = roster.post(resident, "TAP");
        assertThat(roster.claim(wang, job).status()).isEqualTo(200);
    }

    private Town.Answer arrives(Map<String, Object> shown) {
        return town().exchange("POST", wang, "/api/worker/jobs/" + job + "/arrival", shown, null);
    }

    private String code() {
        try (Phone phone = Phone.ofResident(port, resident)) {
            Matcher code = CODE.matcher(String.valueOf(phone.hearsReset(1).data()));
            assertThat(code.find()).isTrue();
            return code.group(1);
        }
    }

    private String lastCause() {
        JsonNode hops = town().get(town().staff("站长", "STATION_LEAD"), "/api/station/jobs/" + job + "/history")
                .get("hops");
        return hops.get(hops.size() - 1).get("cause").asString();
    }

    @Test
    void whoIsNearTheDoorHasArrivedAndWhoIsFarHasNot() {
        Town.Answer far = arrives(Map.of("position", FAR));
        assertThat(far.code()).isEqualTo("too-far");
        assertThat(far.body().get("metres").asInt()).isBetween(1_000, 2_000);
        assertThat(arrives(Map.of("position", Map.of("latitude", 384_400, "longitude", 0)))
                        .status())
                .isEqualTo(400);

        Town.Answer near = arrives(Map.of("position", NEAR));

        assertThat(near.body().get("state").asString()).isEqualTo("ARRIVED");
        assertThat(arrives(Map.of("position", FAR))).isEqualTo(near);
        assertThat(lastCause()).startsWith("离门 ").endsWith(" 米");
    }

    @Test
    void theResidentReadsOutFourDigits() {
        assertThat(arrives(Map.of("code", code())).body().get("state").asString())
                .isEqualTo("ARRIVED");
        assertThat(lastCause()).isEqualTo("居民报的四位数对上了");
    }

    @Test
    void digitsCannotBeGuessedAndTheDoorStaysAWay() {
        String right = code();
        String wrong = right.equals("0000") ? "0001" : "0000";
        for (int left = 4; left >= 0; left--) {
            Town.Answer answer = arrives(Map.of("code", wrong));
            assertThat(answer.code()).isEqualTo("arrival-code-wrong");
            assertThat(answer.body().get("left").asInt()).isEqualTo(left);
        }

        assertThat(arrives(Map.of("code", right)).code()).isEqualTo("arrival-code-blocked");
        assertThat(arrives(Map.of("code", "12a4")).status()).isEqualTo(400);
        assertThat(arrives(Map.of("position", NEAR)).status()).isEqualTo(200);
    }

    @Test
    void onlyTheResidentsSideSeesTheDigits() {
        String code = code();
        Town.Person lead = town().staff("站长", "STATION_LEAD");

        assertThat(town().get(wang, "/api/worker/jobs").toString()).doesNotContain("\"" + code + "\"");
        assertThat(town().get(lead, "/api/station/queue").toString()).doesNotContain("arrivalCode");
        assertThat(town().get(lead, "/api/station/jobs/" + job + "/history").toString())
                .doesNotContain("\"" + code + "\"");
    }

    @Test
    void anotherWorkersDigitsAreOthers() {
        long same = java.util.stream.IntStream.range(0, 200)
                .filter(i -> codes.of(job, PersonId.next()).equals(codes.of(job, PersonId.next())))
                .count();

        assertThat(same).isLessThan(5);
    }

    @Test
    void silenceShowsNothing() {
        assertThat(arrives(Map.of()).code()).isEqualTo("arrival-unproved");
        assertThat(town().exchange("POST", wang, "/api/worker/jobs/" + job + "/arrival", null, null)
                        .code())
                .isEqualTo("arrival-unproved");
        assertThat(roster.hops(town().staff("站长", "STATION_LEAD"), job)).containsExactly("POSTED", "ACCEPTED");
    }
}
