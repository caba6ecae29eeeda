package community.doorstep.identity;

import community.doorstep.media.Photo;
import community.doorstep.media.PhotoId;
import community.doorstep.media.Photos;
import community.doorstep.shared.Caller;
import community.doorstep.shared.Idempotency;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Sha256;
import java.util.Collection;
import java.util.HexFormat;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Takes in a picture for a claim: drawn anew outside any transaction, kept in one, once for each key. */
@Component
class EvidenceIntake {

    record NewPhoto(PhotoId id) {}

    /** What tells one picture from another when a key comes again. */
    private record Sent(UUID claim, String hash) {}

    private final EvidencePhotos evidence;
    private final Photos photos;
    private final Idempotency idempotency;

    EvidenceIntake(EvidencePhotos evidence, Photos photos, Idempotency idempotency) {
        this.evidence = evidence;
        this.photos = photos;
        this.idempotency = idempotency;
    }

    /**
     * @param people those whose claims the caller may add to
     * @param deskOf the communities to whose claims the caller may add
     */
    Mono<NewPhoto> photo(
            Caller caller,
            @Nullable String key,
            UUID claim,
            Collection<PersonId> people,
            UUID[] deskOf,
            Flux<DataBuffer> body) {
        Idempotency.wellFormed(key);
        return photos.received(body).flatMap(photo -> once(caller, key, claim, people, deskOf, photo));
    }

    private Mono<NewPhoto> once(
            Caller caller, @Nullable String key, UUID claim, Collection<PersonId> people, UUID[] deskOf, Photo photo) {
        Sent sent = new Sent(claim, HexFormat.of().formatHex(Sha256.of(photo.jpeg())));
        return idempotency.once(
                caller.person(),
                key,
                sent,
                NewPhoto.class,
                evidence.add(claim, people, deskOf, photo).map(NewPhoto::new));
    }
}
