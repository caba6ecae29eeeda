package community.doorstep.feedback;

import community.doorstep.booking.OwnBooking;
import community.doorstep.screening.Screenings;
import community.doorstep.screening.Submission;
import community.doorstep.shared.Audit;
import community.doorstep.shared.Caller;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.Ids;
import community.doorstep.shared.Outbox;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Refusal;
import community.doorstep.shared.Role;
import community.doorstep.shared.Rows;
import community.doorstep.shared.StationId;
import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Complaints: raised by those whose booking it was, answered by an admin in time, and told when they are not. */
@Component
@EnableConfigurationProperties(FeedbackSettings.class)
class Complaints {

    enum Asked {
        OPEN,
        OVERDUE,
        ANSWERED
    }

    private static final String SOURCE = "complaint";

    private final DatabaseClient database;
    private final SealedWords seal;
    private final Screenings screenings;
    private final Audit audit;
    private final Outbox outbox;
    private final FeedbackSettings settings;
    private final Clock clock;

    Complaints(
            DatabaseClient database,
            SealedWords seal,
            Screenings screenings,
            Audit audit,
            Outbox outbox,
            FeedbackSettings settings,
            Clock clock) {
        this.database = database;
        this.seal = seal;
        this.screenings = screenings;
        this.audit = audit;
        this.outbox = outbox;
        this.settings = settings;
        this.clock = clock;
    }

    /** In the caller's transaction. */
    Mono<Complaint> raise(Caller caller, OwnBooking about, String words) {
        UUID id = Ids.next();
        Instant now = clock.instant();
        Instant due = now.plus(settings.answerWithin());
        byte[] sealed = seal.sealed(words, "complaint", id);
        var insert = database.sql("""
            INSERT INTO complaint (community_id, id, booking_id, service_id, station_id, state, words,
                raised_by, raised_at, due_at)
            VALUES (:community, :id, :booking, :service, :station, 'OPEN', :words, :by, :now, :due)
            RETURNING *
            """)
                .bind("community", about.community().value())
                .bind("id", id)
                .bind("booking", about.id())
                .bind("service", about.service().value())
                .bind("station", about.station().value())
                .bind("by", caller.person().value())
                .bind("now", now)
                .bind("due", due);
        return (sealed == null ? insert.bindNull("words", byte[].class) : insert.bind("words", sealed))
                .map(this::complaint)
                .one()
                .delayUntil(raised ->
                        screenings.words(new Submission(about.community(), caller.person(), SOURCE, id), words.strip()))
                .delayUntil(raised ->
                        outbox.add(new ComplaintRaised(about.community(), id, raised.version(), about.id(), due)));
    }

    Mono<List<Complaint>> by(PersonId person, UUID before, int most) {
        return database.sql("""
            SELECT * FROM complaint WHERE raised_by = :person AND id < :before ORDER BY id DESC LIMIT :most
            """)
                .bind("person", person.value())
                .bind("before", before)
                .bind("most", most)
                .map(this::complaint)
                .all()
                .collectList();
    }

    /** In the caller's transaction: that they were read is written down. Words only once they were looked at. */
    Mono<List<Complaint>> in(Caller admin, CommunityId community, Asked asked, UUID before, int most) {
        admin.mustBe(community, Role.COMMUNITY_ADMIN);
        return audit.note(admin.person(), community, "complaints-read", community.value(), asked.name())
                .thenMany(database.sql("""
                    SELECT * FROM complaint
                    WHERE community_id = :community AND id < :before
                      AND (state = 'ANSWERED') = (:asked = 'ANSWERED')
                      AND (:asked <> 'OVERDUE' OR due_at <= :now)
                    ORDER BY id DESC LIMIT :most
                    """)
                        .bind("community", community.value())
                        .bind("before", before)
                        .bind("asked", asked.name())
                        .bind("now", clock.instant())
                        .bind("most", most)
                        .map(this::complaint)
                        .all())
                .collectList()
                .flatMap(this::shown);
    }

    private Mono<List<Complaint>> shown(List<Complaint> found) {
        return screenings
                .passed(SOURCE, found.stream().map(Complaint::id).toList())
                .map(passed -> found.stream().map(one -> one.shown(passed)).toList());
    }

    /**
     * In the caller's transaction; nobody answers their own. Refuses {@code complaint-unknown} (404), {@code
     * complaint-answered} (409).
     */
    Mono<Complaint> answer(Caller admin, UUID id, String answer) {
        return database.sql("""
            UPDATE complaint SET state = 'ANSWERED', answer = :answer, answered_by = :by,
                   answered_at = :now, version = version + 1
            WHERE id = :id AND community_id = ANY(:communities) AND state = 'OPEN' AND raised_by <> :by
            RETURNING *
            """)
                .bind("answer", java.util.Objects.requireNonNull(seal.sealed(answer, "answer", id)))
                .bind("by", admin.person().value())
                .bind("now", clock.instant())
                .bind("id", id)
                .bind("communities", admin.communitiesAs(Role.COMMUNITY_ADMIN))
                .map(this::complaint)
                .one()
                .switchIfEmpty(Mono.defer(() -> notAnswered(admin, id)))
                .delayUntil(done -> audit.note(admin.person(), done.community(), "complaint-answered", id, ""))
                .delayUntil(done -> outbox.add(
                        new ComplaintAnswered(done.community(), id, done.version(), done.booking(), done.raisedBy())))
                .flatMap(done -> shown(List.of(done)).map(one -> one.get(0)));
    }

    private Mono<Complaint> notAnswered(Caller admin, UUID id) {
        return database.sql("""
            SELECT raised_by = :caller AS own FROM complaint
            WHERE id = :id AND community_id = ANY(:communities)
            """)
                .bind("caller", admin.person().value())
                .bind("id", id)
                .bind("communities", admin.communitiesAs(Role.COMMUNITY_ADMIN))
                .map(row -> Rows.get(row, "own", Boolean.class))
                .one()
                .switchIfEmpty(Mono.error(() -> Refusal.notFound("complaint-unknown")))
                .flatMap(own ->
                        Mono.error(own ? Refusal.forbidden("own-complaint") : Refusal.conflict("complaint-answered")));
    }

    /** Tells of those that have waited too long, each once; in the caller's transaction. */
    Mono<Long> tellOverdue() {
        return database.sql("""
            WITH late AS (
                SELECT community_id, id FROM complaint
                WHERE state = 'OPEN' AND due_at <= :now AND overdue_told_at IS NULL
                ORDER BY due_at LIMIT 100 FOR UPDATE SKIP LOCKED)
            UPDATE complaint SET overdue_told_at = :now, version = version + 1
            FROM late WHERE complaint.community_id = late.community_id AND complaint.id = late.id
            RETURNING complaint.*
            """)
                .bind("now", clock.instant())
                .map(this::complaint)
                .all()
                .map(late ->
                        new ComplaintOverdue(late.community(), late.id(), late.version(), late.booking(), late.dueAt()))
                .collectList()
                .flatMap(events -> outbox.addAll(events).thenReturn((long) events.size()));
    }

    Complaint complaint(Readable row) {
        UUID id = Rows.uuid(row, "id");
        return new Complaint(
                id,
                new CommunityId(Rows.uuid(row, "community_id")),
                Rows.uuid(row, "booking_id"),
                new StationId(Rows.uuid(row, "station_id")),
                new PersonId(Rows.uuid(row, "raised_by")),
                Rows.text(row, "state").equals("ANSWERED"),
                seal.opened(row.get("words", byte[].class), "complaint", id),
                false,
                Rows.instant(row, "raised_at"),
                Rows.instant(row, "due_at"),
                seal.opened(row.get("answer", byte[].class), "answer", id),
                Rows.instantOrNull(row, "answered_at"),
                Rows.number(row, "version"));
    }
}
