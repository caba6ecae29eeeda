package community.doorstep.identity;

import community.doorstep.media.PhotoId;
import community.doorstep.media.PhotosOnce;
import community.doorstep.shared.Caller;
import community.doorstep.shared.PersonId;
import java.util.Collection;
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

    private final EvidencePhotos evidence;
    private final PhotosOnce photos;

    EvidenceIntake(EvidencePhotos evidence, PhotosOnce photos) {
        this.evidence = evidence;
        this.photos = photos;
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
        return photos.take(
                caller,
                key,
                claim,
                body,
                NewPhoto.class,
                photo -> evidence.add(claim, people, deskOf, photo)
                        .delayUntil(kept -> deskOf.length == 0 ? Mono.empty() : noted(caller, claim))
                        .map(NewPhoto::new));
    }

    private Mono<Void> noted(Caller caller, UUID claim) {
        return evidence.note(caller, "evidence-photographed", claim, "");
    }
}
