package community.doorstep.delivery;

import java.util.List;
import reactor.core.publisher.Mono;

/** Sends by some of the ways. */
interface Sender {

    /**
     * What became of it.
     *
     * @param again whether it was certainly not sent, or may be sent again without harm
     */
    record Result(DeliveryState state, String outcome, boolean again) {

        static Result sent() {
            return new Result(DeliveryState.SENT, "sent", false);
        }

        static Result over(DeliveryState state, String outcome) {
            return new Result(state, outcome, false);
        }

        static Result later(String outcome) {
            return new Result(DeliveryState.FAILED, outcome, true);
        }
    }

    List<Channel> channels();

    /** How many may be under way at the same time. */
    int atOnce();

    /** Whether what another instance began and left may be begun anew. */
    boolean mayRepeat();

    /** In the transaction that takes it up: whether it may be sent at all. */
    Mono<Boolean> allowed(Delivery delivery);

    /** Outside of any transaction. */
    Mono<Result> send(Delivery delivery);

    /** In the transaction that notes the result: what else follows from it. */
    Mono<Void> settled(Delivery delivery, Result result);
}
