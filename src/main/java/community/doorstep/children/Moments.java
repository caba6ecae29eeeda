package community.doorstep.children;

import community.doorstep.media.Photo;
import community.doorstep.media.PhotoId;
import community.doorstep.media.Photos;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.Ids;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Refusal;
import community.doorstep.shared.Rows;
import community.doorstep.shared.StationId;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Pictures of an afternoon, for the families of the children on them. Only children are on them whose guardians have said
 * yes, and only as long as none says no: both are looked at when one is taken, and whenever one is shown.
 */
@Component
class Moments {

    /** A picture as families find it. */
    record Moment(PhotoId id, LocalDate day, Instant at) {}

    /** Where and when it was taken, and by whom. */
    record Taken(CommunityId community, StationId station, LocalDate day, PersonId by) {}

    /** No child is on it whose guardians have not said yes, or have said no. */
    private static final String ALL_AGREE = """
        NOT EXISTS (SELECT 1 FROM care_photo_child AS other
                    WHERE other.photo_id = care_photo.photo_id AND NOT %s)
        """.formatted(Cards.PHOTOS_ALLOWED.formatted("other.child_id"));

    private final DatabaseClient database;
    private final Photos photos;
    private final Clock clock;

    Moments(DatabaseClient database, Photos photos, Clock clock) {
        this.database = database;
        this.photos = photos;
        this.clock = clock;
    }

    /** In the caller's transaction. Refuses {@code photo-not-consented} (409, {@code children}: of whom none may be). */
    Mono<Moment> add(Taken taken, List<PersonId> children, Photo photo) {
        return unwilling(children)
                .flatMap(unwilling -> unwilling.isEmpty()
                        ? photos.keep(photo)
                        : Mono.error(Refusal.conflict("photo-not-consented").with("children", unwilling)))
                .flatMap(kept -> attach(kept, taken, children));
    }

    private Mono<List<PersonId>> unwilling(List<PersonId> children) {
        return database.sql("SELECT child FROM unnest(:children) AS asked (child) WHERE NOT "
                        + Cards.PHOTOS_ALLOWED.formatted("asked.child"))
                .bind("children", Ids.array(children, PersonId::value))
                .map(row -> new PersonId(Rows.uuid(row, "child")))
                .all()
                .collectList();
    }

    private Mono<Moment> attach(PhotoId photo, Taken taken, List<PersonId> children) {
        Instant now = clock.instant();
        return database.sql("""
            WITH kept AS (
                INSERT INTO care_photo (photo_id, community_id, station_id, day, taken_by, at)
                VALUES (:photo, :community, :station, :day, :by, :now))
            INSERT INTO care_photo_child (photo_id, child_id) SELECT :photo, child FROM unnest(:children) AS shown (child)
            """)
                .bind("photo", photo.value())
                .bind("community", taken.community().value())
                .bind("station", taken.station().value())
                .bind("day", taken.day())
                .bind("by", taken.by().value())
                .bind("now", now)
                .bind("children", Ids.array(children, PersonId::value))
                .then()
                .thenReturn(new Moment(photo, taken.day(), now));
    }

    /** The last first. */
    Mono<List<Moment>> of(PersonId child) {
        return database.sql("""
            SELECT care_photo.photo_id, day, at FROM care_photo
            JOIN care_photo_child AS shown ON shown.photo_id = care_photo.photo_id
            WHERE shown.child_id = :child AND\
            """ + " " + ALL_AGREE + "ORDER BY at DESC, photo_id LIMIT 200")
                .bind("child", child.value())
                .map(row -> new Moment(
                        new PhotoId(Rows.uuid(row, "photo_id")),
                        Rows.get(row, "day", LocalDate.class),
                        Rows.instant(row, "at")))
                .all()
                .collectList();
    }

    /** Refuses {@code photo-unknown} (404) unless the child is on it and all of them may be. */
    Mono<Photo> read(PersonId child, PhotoId photo) {
        return database.sql("""
            SELECT care_photo.photo_id FROM care_photo
            JOIN care_photo_child AS shown ON shown.photo_id = care_photo.photo_id
            WHERE shown.child_id = :child AND care_photo.photo_id = :photo AND\
            """ + " " + ALL_AGREE)
                .bind("child", child.value())
                .bind("photo", photo.value())
                .map(row -> new PhotoId(Rows.uuid(row, "photo_id")))
                .one()
                .flatMap(photos::read)
                .switchIfEmpty(Mono.error(() -> Refusal.notFound("photo-unknown")));
    }

    /** Every picture on which the child is goes, in the caller's transaction. */
    Mono<Void> without(PersonId child) {
        return database.sql("""
            DELETE FROM care_photo WHERE photo_id IN (SELECT photo_id FROM care_photo_child WHERE child_id = :child)
            RETURNING photo_id
            """)
                .bind("child", child.value())
                .map(row -> new PhotoId(Rows.uuid(row, "photo_id")))
                .all()
                .collectList()
                .flatMap(photos::delete);
    }
}
