package community.doorstep.auditlog;

import community.doorstep.shared.Caller;
import community.doorstep.shared.Page;
import java.time.Instant;
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
        String begins = action == null ? null : action.replaceAll("[^a-z-]", "");
        AuditLog.Wish wish = new AuditLog.Wish(begins, actorId, subjectId, from, to);
        return log.read(caller, wish, Page.before(cursor), asked + 1)
                .map(found -> Page.of(found, asked, AuditLog.AuditEntry::id));
    }
}
