package community.doorstep.screening;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import community.doorstep.ApiTest;
import community.doorstep.Town;
import community.doorstep.media.Photo;
import community.doorstep.media.PhotoAddresses;
import community.doorstep.media.PhotoId;
import community.doorstep.media.Photos;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.Ids;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Refusal;
import community.doorstep.wechat.Verdict;
import community.doorstep.wechat.simulator.SimulatedChecks;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.reactive.TransactionalOperator;
import tools.jackson.databind.JsonNode;

class ScreeningApiTests extends ApiTest {

    private static final byte[] JPEG = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, 7};

    @Autowired
    private Screenings screenings;

    @Autowired
    private Photos photos;

    @Autowired
    private PhotoAddresses addresses;

    @Autowired
    private TransactionalOperator transaction;

    private Town.Person author;
    private UUID subject;

    @BeforeEach
    void aResident() {
        WECHAT.events().deliverTo("http://127.0.0.1:" + port);
        author = town().resident("林小红", "1990-05-01");
        subject = Ids.next();
    }

    @AfterEach
    void noMoreFaults() {
        WECHAT.faults().forget();
    }

    @Test
    void harmlessWordsAreShownAtOnceAndRiskyOnesRefused() {
        assertThat(verdict("师傅很好")).isEqualTo(Verdict.PASS);
        assertThat(words("师傅很好", Verdict.PASS).shown()).isTrue();
        Throwable refused = catchThrowable(() -> verdict("来赌博"));
        assertThat(refused).isInstanceOf(Refusal.class);
        assertThat(((Refusal) refused).code()).isEqualTo("text-refused");
        assertThat(queue()).isEmpty();
    }

    @Test
    void doubtfulWordsWaitForStaffWhoDecideOnce() {
        Outcome outcome = words("加微信聊", verdict("加微信聊"));
        assertThat(outcome.shown()).isFalse();

        JsonNode waiting = queue().get(0);
        assertThat(waiting.get("words").asString()).isEqualTo("加微信聊");
        assertThat(waiting.get("subjectId").asString()).isEqualTo(subject.toString());
        assertThat(decide(town().admin, outcome.screening(), true).status()).isEqualTo(204);
        assertThat(decide(town().admin, outcome.screening(), false).code()).isEqualTo("screening-unknown");
        assertThat(queue()).isEmpty();
        assertThat(state(outcome)).isEqualTo("PASSED");
    }

    @Test
    void whatWechatCannotLookAtWaitsForStaff() {
        WECHAT.faults().failNext("/wxa/msg_sec_check", "http-502", 2);

        assertThat(verdict("师傅很好")).isEqualTo(Verdict.REVIEW);
    }

    @Test
    void anothersQueueIsNotThere() {
        Outcome outcome = words("加微信聊", Verdict.REVIEW);
        Town other = new Town(api(), WECHAT);

        assertThat(other.get(other.admin, "/api/admin/screenings").get("items")).isEmpty();
        assertThat(decide(other.admin, outcome.screening(), true).code()).isEqualTo("screening-unknown");
        assertThat(town().exchange("GET", author, "/api/admin/screenings", null, null)
                        .code())
                .isEqualTo("role-missing");
        assertThat(town().exchange(
                                "POST",
                                town().admin,
                                "/api/admin/screenings/" + outcome.screening() + "/decision",
                                Map.of(),
                                null)
                        .code())
                .isEqualTo("invalid-fields");
        assertThat(queue()).hasSize(1);
    }

    @Test
    void wechatFetchesAPhotoByASignedAddressAndItsVerdictCountsOnce() {
        Outcome outcome = handIn(kept());

        SimulatedChecks.Looked looked = looked();
        assertThat(looked.status()).isEqualTo(200);
        assertThat(looked.bytes()).isEqualTo(JPEG.length);
        assertThat(looked.openId()).startsWith("openid-r");
        assertThat(WECHAT.checks().tell(looked.traceId(), "pass")).isEqualTo(200);
        assertThat(WECHAT.checks().tell(looked.traceId(), "risky")).isEqualTo(200);

        await().atMost(Duration.ofSeconds(10)).until(() -> state(outcome).equals("PASSED"));
    }

    @Test
    void aDoubtfulPhotoWaitsForStaffARiskyOneIsRefused() {
        Outcome doubtful = handIn(kept());
        WECHAT.checks().tell(looked().traceId(), "review");
        await().atMost(Duration.ofSeconds(10)).until(() -> state(doubtful).equals("REVIEW"));
        byte[] shown = api().get()
                .uri("/api/admin/screenings/" + doubtful.screening() + "/photo")
                .headers(headers -> headers.setBearerAuth(town().admin.token()))
                .exchange()
                .expectBody(byte[].class)
                .returnResult()
                .getResponseBody();
        assertThat(shown).isEqualTo(JPEG);
        assertThat(audited(doubtful.screening())).isEqualTo(1);

        author = town().resident("周大明", "1988-05-01");
        Outcome risky = handIn(kept());
        WECHAT.checks().tell(looked().traceId(), "risky");
        await().atMost(Duration.ofSeconds(10)).until(() -> state(risky).equals("REFUSED"));
    }

    @Test
    void aVerdictThatComesBeforeTheAnswerCountsToo() {
        Outcome outcome = handIn(kept());
        String trace = looked().traceId();
        database.sql("UPDATE screening SET state = 'WAITING', trace_id = NULL, due_at = 'infinity' WHERE id = :id")
                .bind("id", outcome.screening())
                .then()
                .block(Duration.ofSeconds(5));
        WECHAT.checks().tell(trace, "pass");
        database.sql("UPDATE screening SET state = 'ASKED', trace_id = :trace WHERE id = :id")
                .bind("trace", trace)
                .bind("id", outcome.screening())
                .then()
                .block(Duration.ofSeconds(5));

        await().atMost(Duration.ofSeconds(10)).until(() -> state(outcome).equals("PASSED"));
    }

    @Test
    void aPhotoThatWechatIsSilentAboutWaitsForStaff() {
        Outcome outcome = handIn(kept());
        looked();
        await().atMost(Duration.ofSeconds(10)).until(() -> state(outcome).equals("ASKED"));
        CLOCK.advance(Duration.ofHours(2));

        await().atMost(Duration.ofSeconds(10)).until(() -> state(outcome).equals("REVIEW"));
    }

    @Test
    void evidenceAndChildrensPhotosNeverLeave() {
        PhotoId photo = kept();

        assertThat(fetch(path(photo))).isEqualTo(404);
    }

    @Test
    void anAddressIsGoodForTenMinutesAndForOnePhoto() {
        PhotoId photo = kept();
        photos.open(photo).block();
        String path = path(photo);

        assertThat(fetch(path)).isEqualTo(200);
        assertThat(fetch(path.substring(0, path.length() - 2) + "AA")).isEqualTo(404);
        assertThat(fetch("/photos/" + photo)).isEqualTo(404);
        assertThat(fetch("/photos/..%7E")).isEqualTo(404);
        CLOCK.advance(Duration.ofMinutes(11));
        assertThat(fetch(path)).isEqualTo(404);
    }

    private int fetch(String path) {
        return api().get()
                .uri(java.net.URI.create("http://127.0.0.1:" + port + path))
                .exchange()
                .returnResult(Void.class)
                .getStatus()
                .value();
    }

    private String path(PhotoId photo) {
        String address = addresses.of(photo);
        return address.substring(address.indexOf("/photos/"));
    }

    private PhotoId kept() {
        return photos.keep(new Photo(JPEG)).as(transaction::transactional).block();
    }

    private Outcome handIn(PhotoId photo) {
        return screenings
                .photo(submission(), photo)
                .as(transaction::transactional)
                .block();
    }

    private SimulatedChecks.Looked looked() {
        String openId = database.sql("SELECT open_id FROM wechat_account WHERE person_id = :person")
                .bind("person", UUID.fromString(author.id()))
                .map(row -> row.get("open_id", String.class))
                .one()
                .block(Duration.ofSeconds(5));
        await().atMost(Duration.ofSeconds(10))
                .until(() -> WECHAT.checks().looked().stream()
                        .anyMatch(one -> one.openId().equals(openId)));
        return WECHAT.checks().looked().stream()
                .filter(one -> one.openId().equals(openId))
                .findFirst()
                .orElseThrow();
    }

    private Verdict verdict(String words) {
        return screenings.verdict(PersonId.of(author.id()), words).block(Duration.ofSeconds(20));
    }

    private Outcome words(String words, Verdict verdict) {
        return screenings
                .words(submission(), words, verdict)
                .as(transaction::transactional)
                .block();
    }

    private Submission submission() {
        return new Submission(CommunityId.of(town().communityId), PersonId.of(author.id()), "rating", subject);
    }

    private JsonNode queue() {
        return town().get(town().admin, "/api/admin/screenings").get("items");
    }

    private Town.Answer decide(Town.Person by, UUID id, boolean shown) {
        return town().exchange("POST", by, "/api/admin/screenings/" + id + "/decision", Map.of("shown", shown), null);
    }

    private String state(Outcome outcome) {
        return database.sql("SELECT state FROM screening WHERE id = :id")
                .bind("id", outcome.screening())
                .map(row -> row.get("state", String.class))
                .one()
                .block(Duration.ofSeconds(5));
    }

    private long audited(UUID subject) {
        return database.sql("SELECT count(*) AS number FROM audit_entry WHERE subject_id = :subject")
                .bind("subject", subject)
                .map(row -> row.get("number", Long.class))
                .one()
                .block(Duration.ofSeconds(5));
    }
}
