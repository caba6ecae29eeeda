package community.doorstep.incident;

import community.doorstep.booking.Attendees;
import community.doorstep.catalog.ServiceKind;
import community.doorstep.children.Duty;
import community.doorstep.children.Guardians;
import community.doorstep.shared.Audit;
import community.doorstep.shared.Caller;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.Detached;
import community.doorstep.shared.Idempotency;
import community.doorstep.shared.Ids;
import community.doorstep.shared.Outbox;
import community.doorstep.shared.Page;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Refusal;
import community.doorstep.shared.StationId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.transaction.reactive.TransactionalOperator;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The incident log: written and read by staff on duty, read by guardians, who are told of each entry. */
@RestController
class IncidentController {

    private static final Duration RECENT = Duration.ofDays(7);

    /** @param corrects the entry that this one puts right */
    record NewIncident(
            @NotNull StationId stationId,
            @NotNull PersonId childId,
            @NotNull IncidentKind kind,
            @NotNull OffsetDateTime at,
            @NotBlank @Size(max = 2000) String what,
            @NotNull @Size(max = 2000) String done,
            @NotNull @Size(max = 500) String told,
            @Nullable UUID corrects) {
        @Override
        public String toString() {
            return "NewIncident[" + childId + "]";
        }
    }

    private final Incidents incidents;
    private final Duty duty;
    private final Guardians guardians;
    private final Attendees attendees;
    private final Audit audit;
    private final Idempotency idempotency;
    private final Outbox outbox;
    private final TransactionalOperator transaction;
    private final Detached detached;
    private final Clock clock;

    IncidentController(
            Incidents incidents,
            Duty duty,
            Guardians guardians,
            Attendees attendees,
            Audit audit,
            Idempotency idempotency,
            Outbox outbox,
            TransactionalOperator transaction,
            Detached detached,
            Clock clock) {
        this.incidents = incidents;
        this.duty = duty;
        this.guardians = guardians;
        this.attendees = attendees;
        this.audit = audit;
        this.idempotency = idempotency;
        this.outbox = outbox;
        this.transaction = transaction;
        this.detached = detached;
        this.clock = clock;
    }

    /**
     * Of a child that was booked at the station within the week. Refuses {@code role-missing}, {@code not-on-duty} (403),
     * {@code person-unknown}, {@code incident-unknown} (404), {@code incident-time} (422: to come, or older than a week).
     */
    @PostMapping("/api/station/care/incidents")
    @ResponseStatus(HttpStatus.CREATED)
    Mono<Incident> record(
            @AuthenticationPrincipal Caller caller,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @Valid @RequestBody NewIncident wanted) {
        Instant now = clock.instant();
        Instant at = wanted.at().toInstant().truncatedTo(ChronoUnit.MICROS);
        if (at.isAfter(now) || at.isBefore(now.minus(RECENT))) {
            throw Refusal.unprocessable("incident-time");
        }
        Incident incident = new Incident(
                Ids.next(),
                wanted.stationId(),
                wanted.childId(),
                wanted.kind(),
                at,
                new Incident.Said(wanted.what(), wanted.done(), wanted.told()),
                wanted.corrects(),
                caller.person(),
                now);
        Mono<Incident> work = duty.mustBeOn(caller, wanted.stationId())
                .filterWhen(community -> wasHere(wanted, now))
                .switchIfEmpty(Mono.error(() -> Refusal.notFound("person-unknown")))
                .delayUntil(community -> incidents.add(community, incident))
                .delayUntil(community -> tell(community, incident))
                .delayUntil(community -> audit.note(
                        caller.person(),
                        community,
                        "incident-recorded",
                        incident.childId().value(),
                        ""))
                .thenReturn(incident);
        return idempotency
                .once(caller.person(), key, wanted, Incident.class, work)
                .doOnNext(done -> outbox.nudge());
    }

    private Mono<Boolean> wasHere(NewIncident wanted, Instant now) {
        LocalDate day = LocalDate.ofInstant(now, ZoneOffset.UTC);
        return attendees
                .of(wanted.childId(), ServiceKind.CARE, day.minusDays(RECENT.toDays()), day.plusDays(1))
                .collectList()
                .map(sessions ->
                        sessions.stream().anyMatch(each -> each.station().equals(wanted.stationId()) && each.stands()));
    }

    private Mono<Void> tell(CommunityId community, Incident incident) {
        return guardians
                .informed(incident.childId())
                .flatMap(readers -> outbox.add(new IncidentRecorded(
                        community,
                        incident.id(),
                        1,
                        incident.childId(),
                        incident.stationId(),
                        incident.kind(),
                        incident.corrects() != null,
                        incident.at(),
                        readers)));
    }

    /** Audited for each child. Refuses {@code role-missing}, {@code not-on-duty} (403). */
    @GetMapping("/api/station/care/incidents")
    Mono<Page<Incident>> atStation(
            @AuthenticationPrincipal Caller caller,
            @RequestParam StationId stationId,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "20") int size) {
        UUID before = Page.before(cursor);
        int checked = Page.size(size);
        Mono<Page<Incident>> work = duty.mustBeOn(caller, stationId)
                .flatMap(community -> incidents
                        .at(community, stationId, before, checked + 1)
                        .collectList()
                        .delayUntil(
                                read -> audit.noteAll(caller.person(), community, "incident-read", children(read), "")))
                .map(read -> Page.of(read, checked, Incident::id));
        return detached.run(work.as(transaction::transactional));
    }

    private static List<PersonId> children(List<Incident> read) {
        return read.stream().map(Incident::childId).distinct().toList();
    }

    /** Refuses {@code person-unknown} (404). */
    @GetMapping("/api/me/family/{child}/incidents")
    Mono<Page<Incident>> mine(
            @AuthenticationPrincipal Caller caller,
            @PathVariable PersonId child,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "20") int size) {
        UUID before = Page.before(cursor);
        int checked = Page.size(size);
        return guardians
                .mustBeInformed(caller, child)
                .thenMany(incidents.of(child, before, checked + 1))
                .collectList()
                .map(read -> Page.of(read, checked, Incident::id));
    }
}
