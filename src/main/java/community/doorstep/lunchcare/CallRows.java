package community.doorstep.lunchcare;

import community.doorstep.canteen.MealMissed;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.Ids;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Rows;
import community.doorstep.shared.Seal;
import io.r2dbc.spi.Readable;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The calls and every answer to them. */
@Component
class CallRows {

    private final DatabaseClient database;
    private final Seal seal;

    CallRows(DatabaseClient database, Seal seal) {
        this.database = database;
        this.seal = seal;
    }

    /** Empty when the meal was heard of before. */
    Mono<LunchCall> open(MealMissed missed, Instant now) {
        return database.sql("""
            INSERT INTO lunch_call (community_id, id, person_id, booked_by, station_id, day, state,
                                    opened_at)
            VALUES (:community, :id, :person, :booker, :station, :day, 'OPEN', :now)
            ON CONFLICT DO NOTHING
            RETURNING *
            """)
                .bind("community", missed.community().value())
                .bind("id", missed.aggregate())
                .bind("person", missed.person().value())
                .bind("booker", missed.bookedBy().value())
                .bind("station", missed.station().value())
                .bind("day", missed.day())
                .bind("now", now)
                .map(LunchCall::of)
                .one();
    }

    Mono<LunchCall> close(CommunityId community, UUID id, LunchCall.State state, Instant now) {
        return database.sql("""
            UPDATE lunch_call SET state = :state, closed_at = :now, version = version + 1
            WHERE community_id = :community AND id = :id AND state = 'OPEN'
            RETURNING *
            """)
                .bind("state", state.name())
                .bind("now", now)
                .bind("community", community.value())
                .bind("id", id)
                .map(LunchCall::of)
                .one();
    }

    Flux<LunchCall> of(UUID[] communities, LunchCall.State state, UUID before, int most) {
        return database.sql("""
            SELECT * FROM lunch_call
            WHERE community_id = ANY(:communities) AND state = :state AND id < :before
            ORDER BY id DESC LIMIT :most
            """)
                .bind("communities", communities)
                .bind("state", state.name())
                .bind("before", before)
                .bind("most", most)
                .map(LunchCall::of)
                .all();
    }

    Mono<LunchCall> one(UUID id, UUID[] communities) {
        return database.sql("SELECT * FROM lunch_call WHERE id = :id AND community_id = ANY(:communities)")
                .bind("id", id)
                .bind("communities", communities)
                .map(LunchCall::of)
                .one();
    }

    Mono<LunchCall> locked(UUID id, UUID[] communities) {
        return database.sql("SELECT * FROM lunch_call WHERE id = :id AND community_id = ANY(:communities) FOR UPDATE")
                .bind("id", id)
                .bind("communities", communities)
                .map(LunchCall::of)
                .one();
    }

    Mono<LunchAnswer> answer(
            LunchCall call, LunchAnswer.Asked asked, LunchAnswer.Said said, String note, PersonId by, Instant now) {
        UUID id = Ids.next();
        return database.sql("""
            INSERT INTO lunch_answer (community_id, id, call_id, asked, answer, note, by, at)
            VALUES (:community, :id, :call, :asked, :answer, :note, :by, :now)
            """)
                .bind("community", call.community().value())
                .bind("id", id)
                .bind("call", call.id())
                .bind("asked", asked.name())
                .bind("answer", said.name())
                .bind("note", seal.seal(note.getBytes(StandardCharsets.UTF_8), context(id)))
                .bind("by", by.value())
                .bind("now", now)
                .then()
                .thenReturn(new LunchAnswer(id, asked, said, note, by, now));
    }

    Mono<List<LunchAnswer>> answers(UUID call) {
        return database.sql("SELECT * FROM lunch_answer WHERE call_id = :call ORDER BY at, id")
                .bind("call", call)
                .map(this::answerOf)
                .all()
                .collectList();
    }

    private LunchAnswer answerOf(Readable row) {
        UUID id = Rows.uuid(row, "id");
        byte[] note = seal.open(Rows.get(row, "note", byte[].class), context(id));
        return new LunchAnswer(
                id,
                LunchAnswer.Asked.valueOf(Rows.text(row, "asked")),
                LunchAnswer.Said.valueOf(Rows.text(row, "answer")),
                new String(note, StandardCharsets.UTF_8),
                new PersonId(Rows.uuid(row, "by")),
                Rows.instant(row, "at"));
    }

    private static String context(UUID answer) {
        return "lunch-answer/" + answer;
    }
}
