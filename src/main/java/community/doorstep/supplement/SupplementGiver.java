package community.doorstep.supplement;

import community.doorstep.payment.Favour;
import community.doorstep.payment.GivenBack;
import community.doorstep.payment.Givers;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Gives back what was paid beyond a booking. */
@Component
class SupplementGiver implements Givers {

    private final SupplementRows rows;
    private final Supplements supplements;

    SupplementGiver(SupplementRows rows, Supplements supplements) {
        this.rows = rows;
        this.supplements = supplements;
    }

    @Override
    public Mono<GivenBack> giveBack(Favour favour) {
        return rows.atDesk(List.of(favour.reference()), favour.reach().communities())
                .filter(paid -> favour.reach().covers(paid.communityId(), paid.stationId()))
                .singleOrEmpty()
                .flatMap(paid -> giveBack(paid, favour));
    }

    /** Whoever gave some of it back meanwhile is noticed when it is taken off. */
    private Mono<GivenBack> giveBack(Supplement paid, Favour favour) {
        favour.mustBeForOthers(List.of(paid.payerId()));
        long left = paid.state() == SupplementState.PAID ? paid.amountFen() - paid.refundedFen() : 0;
        long fen = favour.of(left);
        return supplements
                .refund(paid.communityId(), paid.id(), fen, favour.words())
                .thenReturn(new GivenBack(paid.communityId(), favour.reference(), fen, left - fen));
    }
}
