package community.doorstep.booking;

import community.doorstep.shared.Detached;
import community.doorstep.shared.Together;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.stream.IntStream;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Where demands queue, a slot always in the same lane. A batch is what queued while the last one committed, so a lone
 * demand never waits for company; a key that is in it already waits for the next, when the first one's answer is known.
 * Refuses {@code busy} (503) when too many wait.
 */
@Component
@EnableConfigurationProperties(BookingSettings.class)
class BookingLanes {

    private final BookingBatch batch;
    private final Detached detached;
    private final DistributionSummary sizes;
    private final List<Together<Demand, Decision>> lanes;

    BookingLanes(BookingBatch batch, Detached detached, BookingSettings settings, MeterRegistry meters) {
        this.batch = batch;
        this.detached = detached;
        this.sizes = meters.summary("doorstep.booking.batch");
        this.lanes = IntStream.range(0, settings.lanes())
                .mapToObj(lane -> lane(settings))
                .toList();
    }

    private Together<Demand, Decision> lane(BookingSettings settings) {
        return new Together<>(
                settings.batch(),
                1,
                settings.mostWaiting(),
                demand -> List.of(demand.idempotencyKey()),
                this::decideTogether);
    }

    /** The decision; the work goes on when the subscriber leaves. */
    Mono<Decision> decide(Demand demand) {
        return detached.run(
                lanes.get(Math.floorMod(demand.slot().hashCode(), lanes.size())).ask(demand));
    }

    private Mono<List<Decision>> decideTogether(List<Demand> demands) {
        sizes.record(demands.size());
        return batch.run(demands);
    }
}
