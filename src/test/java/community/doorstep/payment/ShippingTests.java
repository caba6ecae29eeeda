package community.doorstep.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import community.doorstep.ApiTest;
import community.doorstep.wechat.simulator.Callback.Manner;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class ShippingTests extends ApiTest {

    @Autowired
    Payments payments;

    private PaymentFixture fixture;

    @BeforeEach
    void aCommunity() {
        fixture = new PaymentFixture(town(), database, WECHAT, port, CLOCK);
    }

    @Test
    void aPaidOrdersRecordIsUploaded() {
        PaymentId payment = paid();

        await().until(() -> states().equals(List.of("UPLOADED")));
        assertThat(fixture.atWechat(payment).shipped()).isTrue();
    }

    @Test
    void whatWechatDoesNotSeeYetIsUploadedLater() {
        PaymentId payment = paid(10060001, 10060001);

        await().until(() -> putOff(1));
        assertThat(fixture.atWechat(payment).shipped()).isFalse();
        CLOCK.advance(Duration.ofSeconds(15));
        await().until(() -> putOff(2));
        CLOCK.advance(Duration.ofSeconds(25));
        await().until(() -> states().equals(List.of("UPLOADED")));
        assertThat(fixture.atWechat(payment).shipped()).isTrue();
    }

    @Test
    void whatWechatTakesForShippedAlreadyIsDone() {
        paid(10060002);

        await().until(() -> states().equals(List.of("UPLOADED")));
    }

    @Test
    void whatNeverSucceedsIsLeftToAPerson() {
        paid(10060031, 10060031);
        await().until(() -> putOff(1));
        fixture.change("UPDATE shipping SET looks = 39 WHERE community_id = :community");
        CLOCK.advance(Duration.ofHours(7));

        await().until(() -> states().equals(List.of("FAILED")));
    }

    private PaymentId paid(Integer... shippingAnswers) {
        PaymentId payment = payments.prepay(fixture.aBill(1200)).block().payment();
        fixture.atWechat(payment).answerShipping(shippingAnswers);
        assertThat(WECHAT.pay(Numbers.of(payment.value()), Manner.PLAIN, 1)).containsExactly(204);
        return payment;
    }

    /** Looked at so often, and to be looked at again within a minute: the lease of that look is over. */
    private boolean putOff(long looks) {
        return fixture.number(
                        "SELECT count(*) AS number FROM shipping WHERE community_id = :community"
                                + " AND looks >= :looks AND look_at < :soon",
                        Map.of("looks", looks, "soon", CLOCK.instant().plusSeconds(60)))
                == 1;
    }

    private List<String> states() {
        return database.sql("SELECT state FROM shipping WHERE community_id = :community")
                .bind("community", fixture.community.value())
                .map(row -> row.get("state", String.class))
                .all()
                .collectList()
                .block();
    }
}
