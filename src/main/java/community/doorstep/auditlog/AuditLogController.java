package community.doorstep.auditlog;

import community.doorstep.shared.Caller;
import community.doorstep.shared.Page;
import community.doorstep.shared.Sheet;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The audit log, for admins. */
@RestController
@RequestMapping("/api/admin/audit-entries")
class AuditLogController {

    private static final int MOST_IN_A_SHEET = 10_000;
    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

    private final AuditLog log;

    AuditLogController(AuditLog log) {
        this.log = log;
    }

    /** The newest first; {@code action} also finds those that begin so. */
    @GetMapping
    Mono<Page<AuditLog.AuditEntry>> entries(
            @AuthenticationPrincipal Caller caller,
            @RequestParam(required = false) @Nullable String action,
            @RequestParam(required = false) @Nullable UUID actorId,
            @RequestParam(required = false) @Nullable UUID subjectId,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant to,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "50") int size) {
        int asked = Page.size(size);
        AuditLog.Wish wish = AuditLog.Wish.of(action, actorId, subjectId, from, to);
        return log.read(caller, wish, Page.before(cursor), asked + 1)
                .map(found -> Page.of(found, asked, AuditLog.AuditEntry::id));
    }

    /** The newest as a sheet ({@code format=csv}, {@code xlsx}, {@code html}), with the same choice. */
    @GetMapping(produces = {Sheet.CSV, Sheet.XLSX, Sheet.HTML})
    Mono<Sheet> sheet(
            @AuthenticationPrincipal Caller caller,
            @RequestParam(required = false) @Nullable String action,
            @RequestParam(required = false) @Nullable UUID actorId,
            @RequestParam(required = false) @Nullable UUID subjectId,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant to) {
        AuditLog.Wish wish = AuditLog.Wish.of(action, actorId, subjectId, from, to);
        return log.read(caller, wish, Page.before(null), MOST_IN_A_SHEET).map(AuditLogController::written);
    }

    private static Sheet written(List<AuditLog.AuditEntry> entries) {
        return Sheet.of(
                "审计日志",
                entries,
                List.of(
                        Sheet.column("时间", entry -> LocalDateTime.ofInstant(entry.at(), SHANGHAI)),
                        Sheet.column("谁", AuditLog.AuditEntry::actor),
                        Sheet.column("事项", AuditLog.AuditEntry::action),
                        Sheet.column("说明", AuditLog.AuditEntry::details),
                        Sheet.column("对象编号", entry -> entry.subjectId().toString())));
    }
}
