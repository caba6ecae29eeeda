package community.doorstep.report;

import community.doorstep.shared.Caller;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.Sheet;
import java.time.LocalDate;
import java.util.List;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Figures for admins and finance: to read, or as a sheet ({@code format=csv}, {@code xlsx}, {@code html}). */
@RestController
@RequestMapping("/api/admin/reports")
class ReportController {

    private final DailyReport daily;

    ReportController(DailyReport daily) {
        this.daily = daily;
    }

    @GetMapping("/daily")
    Mono<List<DailyRow>> daily(
            @AuthenticationPrincipal Caller caller,
            @RequestParam CommunityId communityId,
            @RequestParam LocalDate from,
            @RequestParam LocalDate to) {
        return daily.of(caller, communityId, from, to);
    }

    @GetMapping(
            path = "/daily",
            produces = {Sheet.CSV, Sheet.XLSX, Sheet.HTML})
    Mono<Sheet> dailySheet(
            @AuthenticationPrincipal Caller caller,
            @RequestParam CommunityId communityId,
            @RequestParam LocalDate from,
            @RequestParam LocalDate to) {
        return daily.of(caller, communityId, from, to).map(rows -> DailyReport.sheet(rows, from, to));
    }
}
