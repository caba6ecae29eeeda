package community.doorstep.catalog;

import community.doorstep.shared.Caller;
import community.doorstep.shared.CommunityId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The holidays and make-up days of a community: open to everyone, kept by its admin. */
@RestController
@RequestMapping("/api")
class CalendarController {

    /** @param follows the weekday (ISO, 1 Monday) of a make-up day, and only of one */
    record NewCalendarDay(
            @NotNull CalendarDay.Kind kind,
            @Nullable @Min(1) @Max(7) Integer follows,
            @NotBlank @Size(max = 60) String name) {}

    private final Calendar calendar;

    CalendarController(Calendar calendar) {
        this.calendar = calendar;
    }

    /** Both days included; a quarter of a year from today when left out. */
    @GetMapping("/communities/{id}/calendar")
    Mono<List<CalendarDay>> days(
            @PathVariable CommunityId id,
            @RequestParam(required = false) @Nullable LocalDate from,
            @RequestParam(required = false) @Nullable LocalDate to) {
        return calendar.days(id, from, to);
    }

    /**
     * Slots that the day does not have any more are cancelled, with its name as the reason; those that it has now are
     * made. Refuses {@code community-unknown} (404), {@code calendar-day-invalid}, {@code calendar-day-out-of-range}
     * (422).
     */
    @PutMapping("/admin/communities/{id}/calendar/{day}")
    Mono<Calendar.Changed> set(
            @AuthenticationPrincipal Caller caller,
            @PathVariable CommunityId id,
            @PathVariable LocalDate day,
            @Valid @RequestBody NewCalendarDay wanted) {
        String name = wanted.name().strip();
        return calendar.set(caller, id, new CalendarDay(day, wanted.kind(), wanted.follows(), name));
    }

    /** The day is an ordinary one again. Refuses {@code community-unknown}, {@code calendar-day-unknown} (404). */
    @DeleteMapping("/admin/communities/{id}/calendar/{day}")
    Mono<Calendar.Changed> remove(
            @AuthenticationPrincipal Caller caller, @PathVariable CommunityId id, @PathVariable LocalDate day) {
        return calendar.remove(caller, id, day);
    }
}
