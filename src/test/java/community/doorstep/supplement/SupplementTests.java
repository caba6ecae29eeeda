package community.doorstep.supplement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import community.doorstep.ApiTest;
import community.doorstep.Town;
import community.doorstep.payment.Payments;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.Ids;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.StationId;
import community.doorstep.wechat.simulator.Callback.Manner;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

class SupplementTests extends ApiTest {

    @Autowired
    Supplements supplements;

    @Autowired
    Payments payments;

    @Autowired
    TransactionalOperator transaction;

    private Town.Person elder;
    private CommunityId community;
    private final UUID job = Ids.next();
    private final SupplementId valve = SupplementId.next();

    @BeforeEach
    void aValveWasReplaced() {
        WECHAT.callsBack("http://127.0.0.1:" + port);
        elder = town().resident("何奶奶", "1944-03-01");
        community = CommunityId.of(town().communityId);
        assertThat(ask(3500)).isTrue();
    }

    @Test
    void itsPayerSeesItAndPaysOnce() {
        assertThat(ask(9900)).as("asked for again").isFalse();
        JsonNode seen = town().get(elder, "/api/supplements").at("/items/0");
        assertThat(seen.get("amountFen").asLong()).isEqualTo(3500);
        assertThat(seen.get("words").asString()).isEqualTo("更换阀门");

        WECHAT.pay(number(pay()), Manner.PLAIN, 3);

        await().until(() -> state().equals("PAID"));
        assertThat(paidFen()).isEqualTo(3500);
        assertThat(town().exchange("POST", elder, "/api/payments", wanted(), null)
                        .code())
                .isEqualTo("already-paid");
    }

    @Test
    void partsOfItGoBackAndNeverMoreThanWasPaid() {
        WECHAT.pay(number(pay()));
        await().until(() -> state().equals("PAID"));

        in(supplements.refund(community, valve, 1000, "零件退回"));
        in(supplements.refund(community, valve, 2500, "零件退回"));

        assertThatThrownBy(() -> in(supplements.refund(community, valve, 1, "零件退回")))
                .hasMessage("refund-above-paid");
        await().until(() -> refundedFen(valve.toString()) == 3500);
    }

    @Test
    void withdrawnItNeedNotBePaidAndWhatWasPaidGoesBack() {
        WECHAT.pay(number(pay()));
        await().until(() -> state().equals("PAID"));
        in(supplements.refund(community, valve, 500, "零件退回"));

        in(supplements.withdraw(community, valve, "没修好"));
        in(supplements.withdraw(community, valve, "没修好"));

        await().until(() -> refundedFen(valve.toString()) == 3500);
        assertThat(town().exchange("POST", elder, "/api/payments", wanted(), null)
                        .code())
                .isEqualTo("supplement-withdrawn");
    }

    @Test
    void whatIsPaidAfterItWasWithdrawnGoesBack() {
        String number = number(pay());
        WECHAT.pay(number, Manner.DROPPED, 1);
        in(supplements.withdraw(community, valve, "没修好"));

        WECHAT.pay(number, Manner.PLAIN, 2);

        await().atMost(Duration.ofSeconds(20)).until(() -> refundedFen(valve.toString()) == 3500);
        assertThat(state()).isEqualTo("WITHDRAWN");
    }

    @Test
    void nobodyElseSeesOrPaysIt() {
        Town.Person stranger = town().resident("李四", "1980-01-01");

        assertThat(town().get(stranger, "/api/supplements").get("items").size()).isZero();
        assertThat(town().exchange("POST", stranger, "/api/payments", wanted(), null)
                        .code())
                .isEqualTo("payable-unknown");
    }

    private boolean ask(long fen) {
        return Boolean.TRUE.equals(supplements
                .ask(new NewSupplement(
                        community,
                        valve,
                        StationId.of(town().stationId),
                        job,
                        PersonId.of(elder.id()),
                        fen,
                        "更换阀门",
                        CLOCK.instant().plus(Duration.ofDays(7))))
                .as(transaction::transactional)
                .block());
    }

    private void in(Mono<Void> work) {
        work.as(transaction::transactional).block();
    }

    private Map<String, Object> wanted() {
        return Map.of("references", List.of(valve.toString()));
    }

    private JsonNode pay() {
        return town().post(elder, "/api/payments", wanted());
    }

    private static String number(JsonNode request) {
        return request.get("payment").asString().replace("-", "");
    }

    private String state() {
        return supplements
                .concerning(community, List.of(job))
                .blockFirst()
                .state()
                .name();
    }

    private long paidFen() {
        return payments.paid(community, List.of(valve.value())).blockFirst().amountFen();
    }
}
