package community.doorstep.delivery;

import static community.doorstep.delivery.Channel.CALL;
import static community.doorstep.delivery.Channel.MESSAGE;
import static community.doorstep.delivery.Channel.SMS;
import static org.assertj.core.api.Assertions.assertThat;

import community.doorstep.identity.QuietHours;
import community.doorstep.identity.Reach;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlanTests {

    private static final Reach BOTH = reach(true, true);
    private static final Reach TELEPHONE = reach(false, true);

    @Test
    void whoHasWechatGetsAMessageAndNoTelephoneUnlessItIsUrgent() {
        assertThat(plan(Urgency.CALM, BOTH)).isEqualTo(new Plan(List.of(MESSAGE), List.of()));
        assertThat(plan(Urgency.TIMELY, BOTH)).isEqualTo(new Plan(List.of(MESSAGE), List.of(SMS, CALL)));
        assertThat(plan(Urgency.PRESSING, BOTH)).isEqualTo(new Plan(List.of(MESSAGE), List.of(SMS, CALL)));
        assertThat(plan(Urgency.ALARM, BOTH)).isEqualTo(new Plan(List.of(MESSAGE, SMS, CALL), List.of()));
    }

    @Test
    void whoHasNoWechatIsReachedByTelephone() {
        assertThat(plan(Urgency.CALM, TELEPHONE)).isEqualTo(new Plan(List.of(SMS), List.of()));
        assertThat(plan(Urgency.PRESSING, TELEPHONE)).isEqualTo(new Plan(List.of(SMS), List.of(CALL)));
        assertThat(plan(Urgency.ALARM, TELEPHONE)).isEqualTo(new Plan(List.of(SMS, CALL), List.of()));
    }

    @Test
    void whereThereIsNoTemplateOnlyWhatIsUrgentRings() {
        assertThat(Plan.of(Urgency.CALM, List.of(MESSAGE, SMS), BOTH, false)).isEqualTo(Plan.NONE);
        assertThat(Plan.of(Urgency.TIMELY, List.of(MESSAGE, SMS), BOTH, false))
                .isEqualTo(new Plan(List.of(SMS), List.of()));
    }

    @Test
    void whomNothingReachesIsLeftToTheInbox() {
        assertThat(plan(Urgency.ALARM, reach(false, false))).isEqualTo(Plan.NONE);
    }

    private static Plan plan(Urgency urgency, Reach reach) {
        return Plan.of(urgency, List.of(MESSAGE, SMS, CALL), reach, true);
    }

    private static Reach reach(boolean wechat, boolean telephone) {
        return new Reach(wechat, telephone, QuietHours.NONE, ZoneId.of("Asia/Shanghai"));
    }
}
