package community.doorstep.screening;

import community.doorstep.media.PhotoId;
import community.doorstep.media.Photos;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Has what people hand in looked at before others see it, after their request: WeChat is not waited for. What WeChat
 * doubts, or cannot look at, waits for staff.
 */
@Component
public class Screenings {

    private final Photos photos;
    private final ScreeningRows rows;
    private final LookRows looks;

    Screenings(Photos photos, ScreeningRows rows, LookRows looks) {
        this.photos = photos;
        this.rows = rows;
        this.looks = looks;
    }

    /** In the caller's transaction; blank words are nothing to look at. */
    public Mono<Void> words(Submission from, String words) {
        return words.isBlank() ? Mono.empty() : rows.addWords(from, words);
    }

    /** In the caller's transaction. From then on WeChat may fetch it: never evidence, never a child's photo. */
    public Mono<Void> photo(Submission from, PhotoId photo) {
        return photos.open(photo).then(Mono.defer(() -> rows.addPhoto(from, photo)));
    }

    /** Those of the subjects whose words others may see. */
    public Mono<Set<UUID>> passed(String source, Collection<UUID> subjects) {
        return looks.words(source, subjects, LookState.PASSED);
    }

    /** Those of the subjects whose words staff have refused: not even who needs them for the work sees them. */
    public Mono<Set<UUID>> refused(String source, Collection<UUID> subjects) {
        return looks.words(source, subjects, LookState.REFUSED);
    }

    /** Those of the photos that others may see. */
    public Mono<Set<PhotoId>> passedPhotos(Collection<PhotoId> photos) {
        return looks.photos(photos, LookState.PASSED);
    }

    /** Those of the photos that staff have refused. */
    public Mono<Set<PhotoId>> refusedPhotos(Collection<PhotoId> photos) {
        return looks.photos(photos, LookState.REFUSED);
    }
}
