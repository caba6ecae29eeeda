package community.doorstep.notice;

import community.doorstep.ledger.BooksOff;
import community.doorstep.payment.RefundDone;
import community.doorstep.shared.EventConsumer;
import community.doorstep.shared.Money;
import community.doorstep.shared.Role;
import community.doorstep.supplement.SupplementAsked;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Tells people what they are to pay and have back, and those who answer for the money that the books are off. */
@Configuration(proxyBeanMethods = false)
class MoneyNews {

    @Bean
    EventConsumer<RefundDone> tellRefundDone(Telling telling) {
        return telling.of("tell-refund-done", RefundDone.class, MoneyNews::letter);
    }

    @Bean
    EventConsumer<SupplementAsked> tellSupplementAsked(Telling telling) {
        return telling.of("tell-supplement-asked", SupplementAsked.class, MoneyNews::letter);
    }

    @Bean
    EventConsumer<BooksOff> tellBooksOffToAdmins(Telling telling) {
        return telling.of("tell-books-off-admins", BooksOff.class, off -> letter(off, Role.COMMUNITY_ADMIN));
    }

    @Bean
    EventConsumer<BooksOff> tellBooksOffToFinance(Telling telling) {
        return telling.of("tell-books-off-finance", BooksOff.class, off -> letter(off, Role.FINANCE));
    }

    private static Letter letter(RefundDone event) {
        return Letter.of(NoticeKind.REFUND_DONE, event, Audience.these(Set.of(event.payer())))
                .about(event.payer())
                .once(event.refund().toString())
                .facts(NoticeFacts.NONE.detail("what", event.words()).refunded(event.amountFen()));
    }

    private static Letter letter(SupplementAsked event) {
        return Letter.of(NoticeKind.SUPPLEMENT_ASKED, event, Audience.concerned(event.payer(), event.payer()))
                .facts(NoticeFacts.NONE
                        .detail("what", event.words())
                        .detail("amount", Money.fen(event.amountFen()).toString()));
    }

    private static Letter letter(BooksOff event, Role role) {
        return Letter.of(NoticeKind.BOOKS_OFF, event, Audience.holding(role))
                .facts(NoticeFacts.NONE
                        .detail("what", event.what() + " " + event.subject())
                        .detail("amount", Money.fen(event.differenceFen()).toString()));
    }
}
