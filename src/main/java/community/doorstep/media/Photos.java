package community.doorstep.media;

import community.doorstep.shared.Seal;
import java.util.Collection;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Photos, sealed in their store. Whose they are and who may see them, the caller knows. */
@Component
public class Photos {

    /** Bytes of one file as it is sent. */
    public static final int MOST_BYTES = 6 * 1024 * 1024;

    /** Pictures are drawn by two at a time: each takes some ten megabytes meanwhile. */
    private static final int AT_ONCE = 2;

    private static final int MOST_WAITING = 1000;

    private final Scheduler drawing = Schedulers.newBoundedElastic(AT_ONCE, MOST_WAITING, "photos", 60, true);
    private final PhotoStore store;
    private final Seal seal;

    Photos(PhotoStore store, Seal seal) {
        this.store = store;
        this.seal = seal;
    }

    /** The picture of what was sent; refuses {@code photo-unreadable} (400), {@code body-too-large} (413). */
    public Mono<Photo> received(Flux<DataBuffer> body) {
        return body.reduceWith(Upload::new, Upload::add)
                .map(Upload::bytes)
                .publishOn(drawing)
                .map(PhotoCleaning::clean)
                .publishOn(Schedulers.parallel());
    }

    /** Seals and keeps it, in the caller's transaction. */
    public Mono<PhotoId> keep(Photo photo) {
        PhotoId id = PhotoId.next();
        return store.put(id, seal.seal(photo.jpeg(), context(id))).thenReturn(id);
    }

    /** Empty when it is not there any more. */
    public Mono<Photo> read(PhotoId id) {
        return store.get(id).map(kept -> new Photo(seal.open(kept, context(id))));
    }

    /** Other people will see it: WeChat may fetch it to look at it. Never evidence, never a child's photo. */
    public Mono<Void> open(PhotoId id) {
        return store.open(id);
    }

    Mono<Photo> readOpen(PhotoId id) {
        return store.getOpen(id).map(kept -> new Photo(seal.open(kept, context(id))));
    }

    public Mono<Void> delete(Collection<PhotoId> ids) {
        return ids.isEmpty() ? Mono.empty() : store.delete(ids);
    }

    private static String context(PhotoId id) {
        return "photo/" + id;
    }
}
