package community.doorstep.repair;

import community.doorstep.booking.OwnBookings;
import community.doorstep.media.Photo;
import community.doorstep.media.Photos;
import community.doorstep.shared.Caller;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.Idempotency;
import community.doorstep.shared.Refusal;
import community.doorstep.shared.Sha256;
import java.util.HexFormat;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Takes in pictures of a repair from its people and from the worker: drawn anew first, then kept, once for each key. */
@Component
class PhotoIntake {

    /** What tells one picture from another when a key comes again. */
    private record Sent(UUID call, RepairPhotos.Stage stage, String hash) {}

    private record Of(CommunityId community, boolean open) {}

    private final Repairs repairs;
    private final OwnBookings bookings;
    private final RepairPhotos taken;
    private final Photos photos;
    private final Idempotency idempotency;

    PhotoIntake(Repairs repairs, OwnBookings bookings, RepairPhotos taken, Photos photos, Idempotency idempotency) {
        this.repairs = repairs;
        this.bookings = bookings;
        this.taken = taken;
        this.photos = photos;
        this.idempotency = idempotency;
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
        Idempotency.wellFormed(key);
        return photos.received(body).flatMap(photo -> once(caller, key, call, stage, photo, right));
    }

    private Mono<RepairPhotos.Taken> once(
            Caller caller,
            @Nullable String key,
            UUID call,
            RepairPhotos.Stage stage,
            Photo photo,
            Mono<CommunityId> right) {
        Sent sent = new Sent(call, stage, HexFormat.of().formatHex(Sha256.of(photo.jpeg())));
        Mono<RepairPhotos.Taken> keeping =
                right.flatMap(community -> taken.add(community, call, stage, caller.person(), photo));
        return idempotency.once(caller.person(), key, sent, RepairPhotos.Taken.class, keeping);
    }
}
