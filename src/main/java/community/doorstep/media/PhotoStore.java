package community.doorstep.media;

import java.util.Collection;
import reactor.core.publisher.Mono;

/** Where sealed photos lie. */
interface PhotoStore {

    /** In the caller's transaction where the store has such. */
    Mono<Void> put(PhotoId id, byte[] sealed);

    /** Empty when there is none. */
    Mono<byte[]> get(PhotoId id);

    /** Only what was opened; empty when there is none. */
    Mono<byte[]> getOpen(PhotoId id);

    /** From here on it may be fetched by a signed address. */
    Mono<Void> open(PhotoId id);

    Mono<Void> delete(Collection<PhotoId> ids);
}
