package community.doorstep.passes;

import static community.doorstep.passes.PassOutcome.ACCEPTED;
import static community.doorstep.passes.PassOutcome.OUTSIDE_WINDOW;
import static community.doorstep.passes.PassOutcome.UNKNOWN;
import static community.doorstep.passes.PassOutcome.USED;
import static community.doorstep.passes.PassOutcome.WITHDRAWN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import community.doorstep.ApiTest;
import community.doorstep.Town;
import community.doorstep.shared.Ids;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;

class PrintedPassTests extends ApiTest {

    @Autowired
    Passes passes;

    @Autowired
    PassPrints prints;

    @Autowired
    OfflineUses offline;

    @Autowired
    TransactionalOperator transaction;

    private PassFixture fixture;
    private Town.Person resident;

    @BeforeEach
    void aStation() {
        fixture = new PassFixture(town(), passes, offline, transaction, CLOCK);
        resident = town().resident("林小红", "1990-05-01");
    }

    @AfterEach
    void noMoreFaults() {
        WECHAT.faults().forget();
    }

    @Test
    void saysNothingByItselfAndIsDrawnOnce() {
        ShownPass pass = fixture.issued();
        byte[] picture = picture(pass);
        String code = drawn();

        assertThat(picture).startsWith(0x89, 'P', 'N', 'G');
        assertThat(code).matches("[A-Za-z0-9_-]{22}").doesNotContain(pass.digits());
        assertThat(town().get(resident, "/api/scenes/" + code).get("purpose").asString())
                .isEqualTo("PICK_UP");
        WECHAT.faults().failNext("/wxa/getwxacodeunlimit", "http-502", 5);
        assertThat(picture(pass)).as("printed again").isEqualTo(picture);
    }

    @Test
    void isGoodOnceHoweverManyScanItAtOnce() {
        ShownPass pass = fixture.issued();
        String code = code(pass);

        List<PassOutcome> outcomes = Flux.range(0, 24)
                .flatMap(one -> fixture.use(fixture.printed(code)), 24)
                .map(PassVerdict::outcome)
                .collectList()
                .block(Duration.ofSeconds(20));

        assertThat(outcomes).hasSize(24).containsOnlyOnce(ACCEPTED).containsOnly(ACCEPTED, USED);
        assertThat(fixture.scanned(pass.qr())).isEqualTo(USED);
        assertLeadsNowhere(code);
        assertThatThrownBy(() -> picture(pass)).hasMessage("pass-used");
    }

    @Test
    void usedInAnotherWayItsCodeIsUsedToo() {
        ShownPass typed = fixture.issued();
        String code = code(typed);
        assertThat(fixture.typed(typed.digits())).isEqualTo(ACCEPTED);

        assertThat(outcome(code)).isEqualTo(USED);
        assertLeadsNowhere(code);

        ShownPass alone = fixture.issued();
        String other = code(alone);
        fixture.synced(Duration.ZERO, new OfflineUse(Ids.next(), alone.id(), CLOCK.instant()));
        assertThat(outcome(other)).isEqualTo(USED);
        assertLeadsNowhere(other);
    }

    @Test
    void withdrawnOrOutOfTimeItLeadsNowhere() {
        ShownPass withdrawn = fixture.issued();
        String code = code(withdrawn);
        fixture.withdrawn(withdrawn.id());
        assertThat(outcome(code)).isEqualTo(WITHDRAWN);
        assertLeadsNowhere(code);
        assertThatThrownBy(() -> picture(withdrawn)).hasMessage("pass-withdrawn");

        String late = code(fixture.issued());
        CLOCK.advance(Duration.ofHours(2));
        assertThat(outcome(late)).isEqualTo(OUTSIDE_WINDOW);
        assertLeadsNowhere(late);
    }

    @Test
    void anotherCodeIsNone() {
        String poster = town().made(town().admin, "/api/admin/posters", Map.of("stationId", town().stationId));
        api().get()
                .uri("/api/admin/posters/" + poster + "/picture")
                .headers(headers -> headers.setBearerAuth(town().admin.token()))
                .exchange()
                .expectStatus()
                .isOk();

        for (String code : List.of(drawn(), "A".repeat(22), "", "a~b")) {
            assertThat(outcome(code)).as(code).isEqualTo(UNKNOWN);
        }
        assertThatThrownBy(() -> prints.picture(PassId.next(), fixture.teacher).block())
                .hasMessage("pass-unknown");
    }

    private PassOutcome outcome(String code) {
        return fixture.done(fixture.use(fixture.printed(code))).outcome();
    }

    private String code(ShownPass pass) {
        picture(pass);
        return drawn();
    }

    private byte[] picture(ShownPass pass) {
        return prints.picture(pass.id(), fixture.teacher).block(Duration.ofSeconds(20));
    }

    private static String drawn() {
        List<String> scenes = WECHAT.codes().scenes();
        return scenes.get(scenes.size() - 1);
    }

    private void assertLeadsNowhere(String code) {
        assertThat(town().exchange("GET", resident, "/api/scenes/" + code, null, null)
                        .code())
                .isEqualTo("scene-unknown");
    }
}
