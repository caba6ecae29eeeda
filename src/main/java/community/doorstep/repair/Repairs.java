package community.doorstep.repair;

import community.doorstep.dispatch.Holdings;
import community.doorstep.identity.Family;
import community.doorstep.screening.Screenings;
import community.doorstep.shared.Audit;
import community.doorstep.shared.Caller;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.Page;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Refusal;
import community.doorstep.shared.StationId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Repair calls as their people see them, and as the worker does who has the job in hand. */
@Component
public class Repairs {

    /**
     * What other modules need of a call.
     *
     * @param warranty the visit costs nothing
     */
    public record Known(UUID id, CommunityId community, StationId station, PersonId beneficiary, boolean warranty) {

        static Known of(RepairCall call) {
            return new Known(call.id(), call.community(), call.station(), call.beneficiary(), call.root() != null);
        }
    }

    private static final int PAST_SHOWN = 10;

    private final RepairRows rows;
    private final RepairPhotos photos;
    private final Holdings holdings;
    private final Screenings screenings;
    private final Family family;
    private final Audit audit;

    Repairs(
            RepairRows rows,
            RepairPhotos photos,
            Holdings holdings,
            Screenings screenings,
            Family family,
            Audit audit) {
        this.rows = rows;
        this.photos = photos;
        this.holdings = holdings;
        this.screenings = screenings;
        this.family = family;
        this.audit = audit;
    }

    /** Of the caller or of somebody for whom they act. Refuses {@code repair-unknown} (404). */
    public Mono<Known> own(Caller caller, UUID id) {
        return mine(caller, id).map(Known::of);
    }

    Mono<RepairCall> mine(Caller caller, UUID id) {
        return family.actsFor(caller.person())
                .flatMap(people -> rows.ofPeople(id, people))
                .switchIfEmpty(Mono.error(() -> Refusal.notFound("repair-unknown")));
    }

    /**
     * The call at whose door the worker is, in the caller's transaction. Refuses {@code job-unknown} (404), {@code
     * not-arrived} (409).
     */
    public Mono<Known> atTheDoor(Caller worker, UUID id) {
        return holdings.of(worker, id)
                .filter(Holdings.Holding::arrived)
                .switchIfEmpty(Mono.error(() -> Refusal.conflict("not-arrived")))
                .flatMap(arrived -> inHand(worker, id))
                .map(Known::of);
    }

    Mono<RepairCall> inHand(Caller worker, UUID id) {
        return holdings.of(worker, id)
                .flatMap(holding -> rows.in(new UUID[] {holding.community().value()}, id))
                .switchIfEmpty(Mono.error(() -> Refusal.notFound("job-unknown")));
    }

    Mono<RepairView> view(Caller caller, UUID id, Instant now) {
        return mine(caller, id).zipWith(photos.forPeople(id), (call, taken) -> RepairView.of(call, taken, now));
    }

    Mono<Page<RepairView>> views(Caller caller, UUID before, int size, Instant now) {
        return family.actsFor(caller.person())
                .flatMapMany(people -> rows.ofPeople(people, before, size + 1))
                .map(call -> RepairView.of(call, List.of(), now))
                .collectList()
                .map(calls -> Page.of(calls, size, RepairView::id));
    }

    /** In the caller's transaction: that the address and the code were read is written down. */
    Mono<WorkOrder> order(Caller worker, UUID id, boolean inEnglish) {
        return inHand(worker, id)
                .delayUntil(call -> audit.note(worker.person(), call.community(), "work-order-read", id, ""))
                .flatMap(this::worded)
                .flatMap(call -> Mono.zip(
                                photos.forWorker(id),
                                rows.sameHome(call, PAST_SHOWN).collectList())
                        .map(found -> WorkOrder.of(call, found.getT1(), found.getT2(), worker, inEnglish)));
    }

    /** Without the note if staff have refused it. */
    private Mono<RepairCall> worded(RepairCall call) {
        return screenings
                .refused(RepairCalls.SOURCE, List.of(call.id()))
                .map(refused ->
                        refused.isEmpty() ? call : call.with(call.details().withoutNote()));
    }
}
