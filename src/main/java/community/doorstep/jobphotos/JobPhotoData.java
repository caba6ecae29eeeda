package community.doorstep.jobphotos;

import community.doorstep.media.Photos;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.PersonalData;
import community.doorstep.shared.PersonalRows;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Pictures of a person's home: which there are; they go with the person. */
@Component
class JobPhotoData implements PersonalData {

    private final PersonalRows rows;
    private final JobPhotoRows photoRows;
    private final Photos photos;

    JobPhotoData(PersonalRows rows, JobPhotoRows photoRows, Photos photos) {
        this.rows = rows;
        this.photoRows = photoRows;
        this.photos = photos;
    }

    @Override
    public String part() {
        return "jobPhotos";
    }

    @Override
    public Mono<?> of(PersonId person) {
        return rows.read("""
            SELECT photo.job_id, photo.photo_id, photo.at
            FROM job JOIN job_photo AS photo ON photo.community_id = job.community_id AND photo.job_id = job.id
            WHERE job.resident_id = :person ORDER BY photo.at
            """, person);
    }

    @Override
    public Mono<Void> forget(PersonId person) {
        return photoRows.detach(person).flatMap(photos::delete);
    }
}
