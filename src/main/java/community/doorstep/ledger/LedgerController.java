package community.doorstep.ledger;

import community.doorstep.shared.Caller;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.Ids;
import community.doorstep.shared.Page;
import community.doorstep.shared.Refusal;
import community.doorstep.shared.Role;
import community.doorstep.shared.Sheet;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The books, for finance and the community's admins; one who serves several communities names one. */
@RestController
@RequestMapping("/api/admin/ledger/accounts")
class LedgerController {

    private static final int LONGEST_SHEET = 50_000;

    private final Statements statements;
    private final Clock clock;

    LedgerController(Statements statements, Clock clock) {
        this.statements = statements;
        this.clock = clock;
    }

    @GetMapping
    Mono<Page<AccountView>> accounts(
            @AuthenticationPrincipal Caller caller,
            @RequestParam(required = false) @Nullable String community,
            @RequestParam(defaultValue = "") String cursor,
            @RequestParam(defaultValue = "50") int size) {
        return statements.accounts(readable(caller, community), cursor, Page.size(size));
    }

    /** Without a period: all up to now. */
    @GetMapping("/{code}/entries")
    Mono<Statement> entries(
            @AuthenticationPrincipal Caller caller,
            @PathVariable String code,
            @RequestParam(required = false) @Nullable String community,
            @RequestParam(required = false) @Nullable OffsetDateTime from,
            @RequestParam(required = false) @Nullable OffsetDateTime to,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "50") int size) {
        Instant start = from == null ? Instant.EPOCH : from.toInstant();
        // Entries of this very instant belong to it.
        Instant end = to == null ? clock.instant().plusMillis(1) : to.toInstant();
        return statements.statement(readable(caller, community), code, start, end, cursor, Page.size(size));
    }

    /** All entries of the period, at most fifty thousand; refuses {@code statement-too-long} (422) beyond. */
    @GetMapping(
            value = "/{code}/entries",
            produces = {Sheet.CSV, Sheet.XLSX, Sheet.HTML})
    Mono<Sheet> sheet(
            @AuthenticationPrincipal Caller caller,
            @PathVariable String code,
            @RequestParam(required = false) @Nullable String community,
            @RequestParam(required = false) @Nullable OffsetDateTime from,
            @RequestParam(required = false) @Nullable OffsetDateTime to) {
        Instant start = from == null ? Instant.EPOCH : from.toInstant();
        Instant end = to == null ? clock.instant().plusMillis(1) : to.toInstant();
        return statements
                .statement(readable(caller, community), code, start, end, null, LONGEST_SHEET)
                .map(statement -> {
                    if (statement.next() != null) {
                        throw Refusal.unprocessable("statement-too-long");
                    }
                    return EntriesSheet.of(statement);
                });
    }

    /** Refuses {@code community-unnamed} (400) when the caller reads several books and named none of them. */
    private static CommunityId readable(Caller caller, @Nullable String named) {
        List<UUID> communities = List.of(caller.communitiesAs(Role.FINANCE, Role.COMMUNITY_ADMIN));
        if (named == null) {
            if (communities.size() > 1) {
                throw Refusal.badRequest("community-unnamed");
            }
            return new CommunityId(communities.get(0));
        }
        UUID community = Ids.parse(named);
        if (!communities.contains(community)) {
            throw Refusal.notFound("community-unknown");
        }
        return new CommunityId(community);
    }
}
