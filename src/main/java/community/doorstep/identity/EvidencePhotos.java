package community.doorstep.identity;

import community.doorstep.media.Photo;
import community.doorstep.media.PhotoId;
import community.doorstep.media.Photos;
import community.doorstep.shared.Audit;
import community.doorstep.shared.Caller;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.Ids;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Refusal;
import community.doorstep.shared.Role;
import community.doorstep.shared.Rows;
import java.util.Collection;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The pictures of a claim: of a card, a certificate. Whoever decides sees them, and each look is written down. */
@Component
class EvidencePhotos {

    static final int MOST = 4;

    private final DatabaseClient database;
    private final Photos photos;
    private final Audit audit;

    EvidencePhotos(DatabaseClient database, Photos photos, Audit audit) {
        this.database = database;
        this.photos = photos;
        this.audit = audit;
    }

    /**
     * Adds one to a claim that nobody has decided yet, of the people or handed in at the desk. Refuses
     * {@code claim-unknown} (404), {@code photos-enough} (409).
     */
    Mono<PhotoId> add(UUID claim, Collection<PersonId> people, UUID[] deskOf, Photo photo) {
        return database.sql("""
            SELECT id FROM evidence
            WHERE id = :id AND state = 'SUBMITTED'
              AND (person_id = ANY(:people) OR community_id = ANY(:communities))
            FOR UPDATE
            """)
                .bind("id", claim)
                .bind("people", Ids.array(people, PersonId::value))
                .bind("communities", deskOf)
                .map(row -> Rows.uuid(row, "id"))
                .one()
                .switchIfEmpty(Mono.error(() -> Refusal.notFound("claim-unknown")))
                .flatMap(this::count)
                .filter(there -> there < MOST)
                .switchIfEmpty(
                        Mono.error(() -> Refusal.conflict("photos-enough").with("most", MOST)))
                .flatMap(there -> photos.keep(photo))
                .delayUntil(kept -> attach(claim, kept));
    }

    private Mono<Long> count(UUID claim) {
        return database.sql("SELECT count(*) AS photos FROM evidence_photo WHERE evidence_id = :id")
                .bind("id", claim)
                .map(row -> Rows.number(row, "photos"))
                .one();
    }

    private Mono<Void> attach(UUID claim, PhotoId photo) {
        return database.sql("INSERT INTO evidence_photo (evidence_id, photo_id) VALUES (:claim, :photo)")
                .bind("claim", claim)
                .bind("photo", photo.value())
                .then();
    }

    /** For whoever handed it in; refuses {@code photo-unknown} (404). */
    Mono<Photo> own(Collection<PersonId> people, UUID claim, PhotoId photo) {
        return found(database.sql("""
            SELECT photo_id FROM evidence_photo JOIN evidence ON evidence.id = evidence_id
            WHERE evidence_id = :claim AND photo_id = :photo AND person_id = ANY(:people)
            """).bind("people", Ids.array(people, PersonId::value)), claim, photo);
    }

    /** For whoever decides, written down; refuses {@code photo-unknown} (404). */
    Mono<Photo> shown(Caller admin, UUID claim, PhotoId photo) {
        return found(database.sql("""
            SELECT photo_id FROM evidence_photo JOIN evidence ON evidence.id = evidence_id
            WHERE evidence_id = :claim AND photo_id = :photo AND community_id = ANY(:communities)
            """).bind("communities", admin.communitiesAs(Role.COMMUNITY_ADMIN)), claim, photo)
                .delayUntil(shown -> note(admin, "evidence-photo-read", claim, photo.toString()));
    }

    /** Writes down what staff do with a claim's photos, for the community that decides on it. */
    Mono<Void> note(Caller staff, String action, UUID claim, String details) {
        return database.sql("SELECT community_id FROM evidence WHERE id = :id")
                .bind("id", claim)
                .map(row -> new CommunityId(Rows.uuid(row, "community_id")))
                .one()
                .flatMap(community -> audit.note(staff.person(), community, action, claim, details));
    }

    private Mono<Photo> found(DatabaseClient.GenericExecuteSpec query, UUID claim, PhotoId photo) {
        return query.bind("claim", claim)
                .bind("photo", photo.value())
                .map(row -> new PhotoId(Rows.uuid(row, "photo_id")))
                .one()
                .flatMap(photos::read)
                .switchIfEmpty(Mono.error(() -> Refusal.notFound("photo-unknown")));
    }

    /** Deletes the pictures of these claims. */
    Mono<Void> delete(UUID[] claims) {
        return database.sql("DELETE FROM evidence_photo WHERE evidence_id = ANY(:claims) RETURNING photo_id")
                .bind("claims", claims)
                .map(row -> new PhotoId(Rows.uuid(row, "photo_id")))
                .all()
                .collectList()
                .flatMap(photos::delete);
    }
}
