package community.doorstep.streets;

import community.doorstep.media.PhotoId;
import community.doorstep.media.Photos;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.PersonalData;
import community.doorstep.shared.PersonalRows;
import community.doorstep.shared.Rows;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What a person reported in the street: words and pictures go, that the lamp was dead stays. */
@Component
class StreetData implements PersonalData {

    private final PersonalRows rows;
    private final DatabaseClient database;
    private final Photos photos;

    StreetData(PersonalRows rows, DatabaseClient database, Photos photos) {
        this.rows = rows;
        this.database = database;
        this.photos = photos;
    }

    @Override
    public String part() {
        return "streetFaults";
    }

    @Override
    public Mono<?> of(PersonId person) {
        return rows.read("SELECT fault_id, at FROM street_report WHERE reporter_id = :person ORDER BY at", person);
    }

    @Override
    public Mono<Void> forget(PersonId person) {
        return rows.change("UPDATE street_report SET words = NULL WHERE reporter_id = :person", person)
                .thenMany(database.sql("DELETE FROM street_photo WHERE taken_by = :person RETURNING photo_id")
                        .bind("person", person.value())
                        .map(row -> new PhotoId(Rows.uuid(row, "photo_id")))
                        .all())
                .collectList()
                .flatMap(photos::delete);
    }
}
