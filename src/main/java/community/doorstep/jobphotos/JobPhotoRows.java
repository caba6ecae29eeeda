package community.doorstep.jobphotos;

import community.doorstep.media.PhotoId;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Rows;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Which photos belong to which job. */
@Component
class JobPhotoRows {

    private final DatabaseClient database;
    private final Clock clock;

    JobPhotoRows(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Two that come together are counted one after the other. */
    Mono<Void> lock(UUID job) {
        return database.sql("SELECT pg_advisory_xact_lock(hashtextextended(:job, 55))")
                .bind("job", job.toString())
                .then();
    }

    Mono<List<JobPhoto>> of(UUID job) {
        return database.sql("SELECT photo_id, at FROM job_photo WHERE job_id = :job ORDER BY at, photo_id")
                .bind("job", job)
                .map(row -> new JobPhoto(new PhotoId(Rows.uuid(row, "photo_id")), Rows.instant(row, "at")))
                .all()
                .collectList();
    }

    Mono<JobPhoto> attach(CommunityId community, UUID job, PhotoId photo, PersonId by) {
        Instant now = clock.instant();
        return database.sql("""
            INSERT INTO job_photo (community_id, job_id, photo_id, taken_by, at)
            VALUES (:community, :job, :photo, :by, :now)
            """)
                .bind("community", community.value())
                .bind("job", job)
                .bind("photo", photo.value())
                .bind("by", by.value())
                .bind("now", now)
                .then()
                .thenReturn(new JobPhoto(photo, now));
    }

    /** Of a resident's jobs; answers what may be deleted from the store. */
    Mono<List<PhotoId>> detach(PersonId resident) {
        return database.sql("""
            DELETE FROM job_photo AS photo USING job
            WHERE job.community_id = photo.community_id AND job.id = photo.job_id AND job.resident_id = :person
            RETURNING photo.photo_id
            """)
                .bind("person", resident.value())
                .map(row -> new PhotoId(Rows.uuid(row, "photo_id")))
                .all()
                .collectList();
    }
}
