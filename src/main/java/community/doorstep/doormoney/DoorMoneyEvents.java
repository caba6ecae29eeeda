package community.doorstep.doormoney;

import community.doorstep.booking.BookingCancelled;
import community.doorstep.dispatch.JobPosted;
import community.doorstep.payment.PaymentReceived;
import community.doorstep.shared.EventConsumer;
import community.doorstep.supplement.SupplementAsked;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** When what is due at a door may have changed. */
@Configuration(proxyBeanMethods = false)
class DoorMoneyEvents {

    @Bean
    EventConsumer<JobPosted> dueWhenPosted(DoorMoney money) {
        return EventConsumer.each(
                "due-when-posted", JobPosted.class, job -> money.atDoorsOf(job.community(), job.aggregate()));
    }

    @Bean
    EventConsumer<PaymentReceived> dueWhenPaid(DoorMoney money) {
        return EventConsumer.each(
                "due-when-paid", PaymentReceived.class, paid -> money.of(paid.community(), paid.aggregate()));
    }

    @Bean
    EventConsumer<SupplementAsked> dueWhenAsked(DoorMoney money) {
        return EventConsumer.each(
                "due-when-asked", SupplementAsked.class, asked -> money.at(asked.community(), asked.concerns()));
    }

    @Bean
    EventConsumer<BookingCancelled> dueWhenCancelled(DoorMoney money) {
        return EventConsumer.each(
                "due-when-cancelled", BookingCancelled.class, off -> money.at(off.community(), off.aggregate()));
    }
}
