package community.doorstep.booking;

import community.doorstep.shared.Caller;
import community.doorstep.shared.Refusal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Several bookings that belong together, for the module that keeps them so. Each is a booking of its own. */
@Component
public class ManyBookings {

    private static final int AT_ONCE = 16;

    private final BookingLanes lanes;
    private final BookingBatch batch;
    private final Cancellations cancellations;

    ManyBookings(BookingLanes lanes, BookingBatch batch, Cancellations cancellations) {
        this.lanes = lanes;
        this.batch = batch;
        this.cancellations = cancellations;
    }

    /** As many as there can be, each in a transaction of its own; a repeat completes what was broken off. */
    public Mono<List<Settled>> asManyAsCan(List<Wanted> wanted) {
        return Flux.fromIterable(wanted)
                .map(Wanted::demand)
                .flatMapSequential(
                        demand -> lanes.decide(demand).map(decision -> Settled.of(demand, decision)), AT_ONCE)
                .collectList();
    }

    /**
     * All of them or none, in the caller's transaction. Refuses {@code repeat-not-possible} (409, with {@code days}:
     * slot and code of each that cannot be).
     */
    public Mono<List<Settled>> allOrNone(List<Wanted> wanted) {
        List<Demand> demands = wanted.stream().map(Wanted::demand).toList();
        return batch.decideAll(demands).map(decisions -> settled(demands, decisions));
    }

    private static List<Settled> settled(List<Demand> demands, List<Decision> decisions) {
        List<Settled> settled = new ArrayList<>();
        for (int i = 0; i < demands.size(); i++) {
            settled.add(Settled.of(demands.get(i), decisions.get(i)));
        }
        List<Map<String, Object>> refused = settled.stream()
                .filter(one -> one.refusal() != null)
                .map(ManyBookings::day)
                .toList();
        if (!refused.isEmpty()) {
            throw Refusal.conflict("repeat-not-possible").with("days", refused);
        }
        return settled;
    }

    private static Map<String, Object> day(Settled one) {
        Map<String, Object> day = new LinkedHashMap<>();
        day.put("slotId", one.slot());
        if (one.refusal() != null) {
            day.put("code", one.refusal().code());
        }
        return day;
    }

    /** Cancels one by its service's rules; what cannot be cancelled any more stays. */
    public Mono<Void> cancel(Caller caller, UUID booking) {
        return cancellations
                .cancel(caller, new BookingId(booking), Cancellations.Wish.PLAIN)
                .then()
                .onErrorResume(Refusal.class, refusal -> Mono.empty());
    }
}
