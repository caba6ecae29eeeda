package community.doorstep.enrolment;

import community.doorstep.catalog.Catalog;
import community.doorstep.catalog.ServiceId;
import community.doorstep.catalog.SlotId;
import community.doorstep.catalog.SlotPattern;
import community.doorstep.pricing.BatchQuotes;
import community.doorstep.shared.Caller;
import community.doorstep.shared.Idempotency;
import community.doorstep.shared.Page;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Refusal;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Repeats: every school day of a term, each weekday's lunch. */
@RestController
@RequestMapping("/api/enrolments")
class EnrolmentController {

    /** @param beneficiaryId for whom; the caller when left out */
    record Preview(
            @NotNull ServiceId serviceId,
            @Nullable PersonId beneficiaryId,
            @NotNull @Valid SlotPattern pattern) {}

    record PreviewView(List<BatchQuotes.SlotQuote> days, long listFen, long dueFen) {}

    record DayQuote(
            @NotNull SlotId slotId,
            @NotBlank @Size(max = 2000) String quote) {}

    /**
     * @param allOrNone whether nothing shall be booked when one day cannot be
     * @param days those of the preview that are wanted, with their quotes
     */
    record NewEnrolment(
            @NotNull ServiceId serviceId,
            @Nullable PersonId beneficiaryId,
            @NotNull @Valid SlotPattern pattern,
            boolean allOrNone,
            @NotEmpty @Size(max = BatchQuotes.MOST) List<@NotNull @Valid DayQuote> days) {

        @Override
        public String toString() {
            return "NewEnrolment[" + serviceId + "]";
        }
    }

    private final Enrolments enrolments;
    private final Catalog catalog;
    private final Idempotency idempotency;
    private final Clock clock;

    EnrolmentController(Enrolments enrolments, Catalog catalog, Idempotency idempotency, Clock clock) {
        this.enrolments = enrolments;
        this.catalog = catalog;
        this.idempotency = idempotency;
        this.clock = clock;
    }

    /** The days and what they cost; writes nothing. Refuses {@code dates-reversed}, {@code repeat-too-long} (422). */
    @PostMapping("/preview")
    Mono<PreviewView> preview(@AuthenticationPrincipal Caller caller, @Valid @RequestBody Preview wanted) {
        wanted.pattern().checked();
        return enrolments.preview(caller, wanted).map(EnrolmentController::summed);
    }

    private static PreviewView summed(List<BatchQuotes.SlotQuote> days) {
        return new PreviewView(
                days,
                days.stream().mapToLong(day -> day.quote().listFen()).sum(),
                days.stream().mapToLong(day -> day.quote().dueFen()).sum());
    }

    /**
     * Books the days: all or none, or as many as there can be. Days whose slots are made later follow by themselves, for
     * no more than was agreed.
     */
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Mono<EnrolmentView> make(
            @AuthenticationPrincipal Caller caller,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @Valid @RequestBody NewEnrolment wanted) {
        caller.mustBeReachable();
        wanted.pattern().checked();
        String checked = Idempotency.wellFormed(key);
        Map<SlotId, String> tokens = tokens(wanted);
        PersonId beneficiary = wanted.beneficiaryId() == null ? caller.person() : wanted.beneficiaryId();
        return catalog.service(wanted.serviceId())
                .map(service -> new Enrolment(
                        EnrolmentId.next(),
                        service.communityId(),
                        service.id(),
                        beneficiary,
                        caller.person(),
                        checked,
                        idempotency.digest("enrol", wanted),
                        wanted.pattern(),
                        wanted.allOrNone(),
                        Enrolment.State.ACTIVE,
                        0,
                        clock.instant(),
                        1))
                .flatMap(enrolment -> enrolments.make(caller, enrolment, tokens));
    }

    /** Refuses {@code day-twice} (422). */
    private static Map<SlotId, String> tokens(NewEnrolment wanted) {
        Map<SlotId, String> tokens = new LinkedHashMap<>();
        for (DayQuote day : wanted.days()) {
            if (tokens.put(day.slotId(), day.quote()) != null) {
                throw Refusal.unprocessable("day-twice");
            }
        }
        return tokens;
    }

    /** The caller's and their family's, newest first. */
    @GetMapping
    Mono<Page<EnrolmentView>> mine(
            @AuthenticationPrincipal Caller caller,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "20") int size) {
        return enrolments.mine(caller, Page.before(cursor), Page.size(size));
    }

    @GetMapping("/{id}")
    Mono<EnrolmentView> one(@AuthenticationPrincipal Caller caller, @PathVariable EnrolmentId id) {
        return enrolments.one(caller, id);
    }

    /** Cancels the days to come by the service's rules, until it is resumed. Refuses {@code enrolment-ended} (409). */
    @PostMapping("/{id}/pause")
    Mono<EnrolmentView> pause(@AuthenticationPrincipal Caller caller, @PathVariable EnrolmentId id) {
        return enrolments.pause(caller, id);
    }

    /** Books its days again, as many as there can be. Refuses {@code not-paused} (409). */
    @PostMapping("/{id}/resumption")
    Mono<EnrolmentView> resume(@AuthenticationPrincipal Caller caller, @PathVariable EnrolmentId id) {
        return enrolments.resume(caller, id);
    }

    /** Cancels the days to come, for good. Repeating it is harmless. */
    @PostMapping("/{id}/end")
    Mono<EnrolmentView> end(@AuthenticationPrincipal Caller caller, @PathVariable EnrolmentId id) {
        return enrolments.end(caller, id);
    }
}
