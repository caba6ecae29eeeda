package community.doorstep.repair;

import community.doorstep.booking.OwnBookings;
import community.doorstep.media.PhotosOnce;
import community.doorstep.shared.Caller;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.Refusal;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Takes in pictures of a repair from its people and from the worker: drawn anew first, then kept, once for each key. */
@Component
class PhotoIntake {

    private record Of(CommunityId community, boolean open) {}

    private final Repairs repairs;
    private final OwnBookings bookings;
    private final RepairPhotos taken;
    private final PhotosOnce photos;

    PhotoIntake(Repairs repairs, OwnBookings bookings, RepairPhotos taken, PhotosOnce photos) {
        this.repairs = repairs;
        this.bookings = bookings;
        this.taken = taken;
        this.photos = photos;
    }

    /** Also before the booking is paid. Refuses {@code repair-unknown} (404), {@code repair-over} (409). */
    Mono<RepairPhotos.Taken> fromPeople(Caller caller, @Nullable String key, UUID call, Flux<DataBuffer> body) {
        Mono<CommunityId> right = repairs.mine(caller, call)
                .map(known -> new Of(known.community(), known.state() == CallState.POSTED))
                .onErrorResume(Refusal.class, unknown -> booked(caller, call))
                .filter(Of::open)
                .switchIfEmpty(Mono.error(() -> Refusal.conflict("repair-over")))
                .map(Of::community);
        return intake(caller, key, call, RepairPhotos.Stage.FAULT, body, right);
    }

    private Mono<Of> booked(Caller caller, UUID call) {
        return bookings.of(caller, call)
                .map(booking -> new Of(booking.community(), booking.open()))
                .onErrorMap(Refusal.class, unknown -> Refusal.notFound("repair-unknown"));
    }

    /** While the job is in hand. Refuses {@code job-unknown} (404). */
    Mono<RepairPhotos.Taken> fromWorker(
            Caller worker, @Nullable String key, UUID call, RepairPhotos.Stage stage, Flux<DataBuffer> body) {
        return intake(
                worker, key, call, stage, body, repairs.inHand(worker, call).map(RepairCall::community));
    }

    private Mono<RepairPhotos.Taken> intake(
            Caller caller,
            @Nullable String key,
            UUID call,
            RepairPhotos.Stage stage,
            Flux<DataBuffer> body,
            Mono<CommunityId> right) {
        return photos.take(
                caller,
                key,
                List.of(call, stage),
                body,
                RepairPhotos.Taken.class,
                photo -> right.flatMap(community -> taken.add(community, call, stage, caller.person(), photo)));
    }
}
