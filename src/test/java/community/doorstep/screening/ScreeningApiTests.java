package community.doorstep.screening;

import static org.assertj.core.api.Assertions.assertThat;
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
import community.doorstep.wechat.simulator.SimulatedChecks;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.reactive.TransactionalOperator;
import tools.jackson.databind.JsonNode;

class ScreeningApiTests extends ApiTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
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
    void harmlessWordsPassByThemselves() {
        UUID looked = words("师傅很好");

        await().atMost(PATIENCE).until(() -> state(looked).equals("PASSED"));
        assertThat(screenings.passed("rating", List.of(subject, Ids.next())).block())
                .containsExactly(subject);
        assertThat(queue()).isEmpty();
        assertThat(words(looked)).as("kept no longer").isNull();
    }

    @Test
    void doubtfulAndRiskyWordsWaitForStaffWhoDecideOnce() {
        UUID doubtful = words("加微信聊");
        await().atMost(PATIENCE).until(() -> queue().size() == 1);
        assertThat(queue().get(0).get("words").asString()).isEqualTo("加微信聊");
        assertThat(queue().get(0).get("subjectId").asString()).isEqualTo(subject.toString());
        assertThat(queue().get(0).get("verdict").asString()).isEqualTo("REVIEW");
        assertThat(screenings.passed("rating", List.of(subject)).block()).isEmpty();

        assertThat(decide(town().admin, doubtful, true).status()).isEqualTo(204);
        assertThat(decide(town().admin, doubtful, false).code()).isEqualTo("screening-unknown");
        assertThat(queue()).isEmpty();
        assertThat(state(doubtful)).isEqualTo("PASSED");

        subject = Ids.next();
        UUID risky = words("来赌博");
        await().atMost(PATIENCE).until(() -> queue().size() == 1);
        assertThat(queue().get(0).get("verdict").asString()).isEqualTo("RISKY");
        assertThat(decide(town().admin, risky, false).status()).isEqualTo(204);
        assertThat(screenings.refused("rating", List.of(subject)).block()).containsExactly(subject);
        assertThat(screenings.passed("rating", List.of(subject)).block()).isEmpty();
    }

    @Test
    void wordsWaitWhileWechatIsAwayAndThenForStaff() {
        WECHAT.faults().failNext("/wxa/msg_sec_check", "http-502", 100);
        UUID waiting = words("师傅很好");
        await().atMost(PATIENCE).until(() -> asked(waiting));
        assertThat(state(waiting)).isEqualTo("WAITING");

        CLOCK.advance(Duration.ofHours(2));

        await().atMost(PATIENCE).until(() -> state(waiting).equals("REVIEW"));
        assertThat(queue().get(0).get("verdict").isNull()).isTrue();
    }

    @Test
    void whoHasNoAccountAtWechatIsLookedAtByStaff() {
        PersonId child = PersonId.of(town().family(author, "林小宝", "2017-09-01", "CHILD"));
        screenings
                .words(new Submission(CommunityId.of(town().communityId), child, "rating", subject), "很好")
                .as(transaction::transactional)
                .block();

        await().atMost(PATIENCE).until(() -> queue().size() == 1);
        assertThat(WECHAT.checks().texts()).doesNotContain("很好");
    }

    @Test
    void nothingWaitsForWechat() {
        WECHAT.faults().delayReplies(Duration.ofSeconds(5));
        long before = System.nanoTime();

        words("师傅很慢");

        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void anothersQueueIsNotThere() {
        UUID outcome = words("加微信聊");
        await().atMost(PATIENCE).until(() -> queue().size() == 1);
        Town other = new Town(api(), WECHAT);

        assertThat(other.get(other.admin, "/api/admin/screenings").get("items")).isEmpty();
        assertThat(decide(other.admin, outcome, true).code()).isEqualTo("screening-unknown");
        assertThat(town().exchange("GET", author, "/api/admin/screenings", null, null)
                        .code())
                .isEqualTo("role-missing");
        assertThat(town().exchange(
                                "POST", town().admin, "/api/admin/screenings/" + outcome + "/decision", Map.of(), null)
                        .code())
                .isEqualTo("invalid-fields");
        assertThat(queue()).hasSize(1);
    }

    @Test
    void wechatFetchesAPhotoByASignedAddressAndItsVerdictCountsOnce() {
        UUID outcome = handIn(kept());

        SimulatedChecks.Looked looked = looked();
        assertThat(looked.status()).isEqualTo(200);
        assertThat(looked.bytes()).isEqualTo(JPEG.length);
        assertThat(looked.openId()).startsWith("openid-r");
        assertThat(WECHAT.checks().tell(looked.traceId(), "pass")).isEqualTo(200);
        assertThat(WECHAT.checks().tell(looked.traceId(), "risky")).isEqualTo(200);

        await().atMost(Duration.ofSeconds(10)).until(() -> state(outcome).equals("PASSED"));
    }

    @Test
    void aDoubtfulOrRiskyPhotoWaitsForStaff() {
        UUID doubtful = handIn(kept());
        WECHAT.checks().tell(looked().traceId(), "review");
        await().atMost(Duration.ofSeconds(10)).until(() -> state(doubtful).equals("REVIEW"));
        byte[] shown = api().get()
                .uri("/api/admin/screenings/" + doubtful + "/photo")
                .headers(headers -> headers.setBearerAuth(town().admin.token()))
                .exchange()
                .expectBody(byte[].class)
                .returnResult()
                .getResponseBody();
        assertThat(shown).isEqualTo(JPEG);
        assertThat(audited(doubtful)).isEqualTo(1);

        author = town().resident("周大明", "1988-05-01");
        PhotoId photo = kept();
        UUID risky = handIn(photo);
        WECHAT.checks().tell(looked().traceId(), "risky");
        await().atMost(Duration.ofSeconds(10)).until(() -> state(risky).equals("REVIEW"));
        assertThat(screenings.refusedPhotos(List.of(photo)).block()).isEmpty();
        assertThat(decide(town().admin, risky, false).status()).isEqualTo(204);
        assertThat(screenings.refusedPhotos(List.of(photo)).block()).containsExactly(photo);
        assertThat(screenings.passedPhotos(List.of(photo)).block()).isEmpty();
    }

    @Test
    void aVerdictThatComesBeforeTheAnswerCountsToo() {
        UUID outcome = handIn(kept());
        String trace = looked().traceId();
        database.sql("UPDATE screening SET state = 'WAITING', trace_id = NULL, due_at = 'infinity' WHERE id = :id")
                .bind("id", outcome)
                .then()
                .block(Duration.ofSeconds(5));
        WECHAT.checks().tell(trace, "pass");
        database.sql("UPDATE screening SET state = 'ASKED', trace_id = :trace WHERE id = :id")
                .bind("trace", trace)
                .bind("id", outcome)
                .then()
                .block(Duration.ofSeconds(5));

        await().atMost(Duration.ofSeconds(10)).until(() -> state(outcome).equals("PASSED"));
    }

    @Test
    void aPhotoThatWechatIsSilentAboutWaitsForStaff() {
        UUID outcome = handIn(kept());
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

    private UUID handIn(PhotoId photo) {
        screenings.photo(submission(), photo).as(transaction::transactional).block();
        return newest();
    }

    private UUID words(String words) {
        screenings.words(submission(), words).as(transaction::transactional).block();
        return newest();
    }

    private UUID newest() {
        return database.sql("SELECT id FROM screening WHERE subject_id = :subject ORDER BY id DESC LIMIT 1")
                .bind("subject", subject)
                .map(row -> row.get("id", UUID.class))
                .one()
                .block(Duration.ofSeconds(5));
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

    private Submission submission() {
        return new Submission(CommunityId.of(town().communityId), PersonId.of(author.id()), "rating", subject);
    }

    private JsonNode queue() {
        return town().get(town().admin, "/api/admin/screenings").get("items");
    }

    private Town.Answer decide(Town.Person by, UUID id, boolean shown) {
        return town().exchange("POST", by, "/api/admin/screenings/" + id + "/decision", Map.of("shown", shown), null);
    }

    private String state(UUID looked) {
        return column(looked, "state");
    }

    private @Nullable String words(UUID looked) {
        return column(looked, "words::text");
    }

    private boolean asked(UUID looked) {
        return Boolean.parseBoolean(column(looked, "(due_at > created_at)::text"));
    }

    private @Nullable String column(UUID looked, String what) {
        return database.sql("SELECT " + what + " AS said FROM screening WHERE id = :id")
                .bind("id", looked)
                .map(row -> Optional.ofNullable(row.get("said", String.class)))
                .one()
                .block(Duration.ofSeconds(5))
                .orElse(null);
    }

    private long audited(UUID subject) {
        return database.sql("SELECT count(*) AS number FROM audit_entry WHERE subject_id = :subject")
                .bind("subject", subject)
                .map(row -> row.get("number", Long.class))
                .one()
                .block(Duration.ofSeconds(5));
    }
}
