package community.doorstep.imports;

import community.doorstep.catalog.ServiceId;
import community.doorstep.shared.Caller;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.Idempotency;
import community.doorstep.shared.Language;
import community.doorstep.shared.RawBody;
import community.doorstep.shared.RefusalWords;
import community.doorstep.shared.Role;
import community.doorstep.shared.Sha256;
import community.doorstep.shared.Sheet;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Imports from XLSX, by a community's admins. */
@RestController
@RequestMapping("/api/admin/imports")
class ImportController {

    private static final int MOST_BYTES = 1 << 20;
    private static final int MOST_FAULTS = 200;

    /** @param column as the sheet calls it in Chinese */
    record CellFault(int row, String column, String code, String detail) {}

    /**
     * What would come of it.
     *
     * @param rows read from the sheet
     * @param faultCount all of them; {@code faults} the first 200
     * @param until when it can no longer be confirmed
     */
    record ImportPreview(
            UUID id,
            ImportKind kind,
            int rows,
            int added,
            int known,
            int faultCount,
            List<CellFault> faults,
            Instant until) {}

    private final Imports imports;
    private final Workbooks workbooks;
    private final RefusalWords words;
    private final Idempotency idempotency;

    ImportController(Imports imports, Workbooks workbooks, RefusalWords words, Idempotency idempotency) {
        this.imports = imports;
        this.workbooks = workbooks;
        this.words = words;
        this.idempotency = idempotency;
    }

    /** A workbook with the columns and one row to show how. */
    @GetMapping(path = "/{kind}/template", produces = Sheet.XLSX)
    Mono<Sheet> template(@AuthenticationPrincipal Caller caller, @PathVariable ImportKind kind) {
        caller.communitiesAs(Role.COMMUNITY_ADMIN);
        List<String> columns = kind.columns().stream().map(Column::chinese).toList();
        List<@Nullable Object> example =
                kind.columns().stream().<@Nullable Object>map(Column::example).toList();
        return Mono.just(new Sheet(kind.title(), columns, List.of(example)));
    }

    /** Looks through a sheet of at most 1 MB and 1000 rows; writes nothing else. */
    @PostMapping(path = "/{kind}", consumes = Sheet.XLSX)
    @ResponseStatus(HttpStatus.CREATED)
    Mono<ImportPreview> look(
            @AuthenticationPrincipal Caller caller,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @PathVariable ImportKind kind,
            @RequestParam CommunityId communityId,
            @RequestParam(required = false) @Nullable ServiceId serviceId,
            ServerWebExchange exchange) {
        caller.mustBe(communityId, Role.COMMUNITY_ADMIN);
        Target target = new Target(caller, communityId, serviceId);
        Locale language = Language.of(exchange);
        return RawBody.of(exchange.getRequest(), MOST_BYTES)
                .defaultIfEmpty(new byte[0])
                .flatMap(file -> workbooks
                        .read(kind, file)
                        .flatMap(lines -> idempotency.once(
                                caller.person(),
                                key,
                                asked(kind, target, file),
                                Imports.Looked.class,
                                imports.look(kind, target, lines))))
                .map(looked -> preview(looked, language));
    }

    private static List<String> asked(ImportKind kind, Target target, byte[] file) {
        String digest = Base64.getEncoder().encodeToString(Sha256.of(file));
        return List.of(kind.name(), target.community().toString(), String.valueOf(target.service()), digest);
    }

    private ImportPreview preview(Imports.Looked looked, Locale language) {
        List<CellFault> faults = looked.faults().stream()
                .limit(MOST_FAULTS)
                .map(fault -> new CellFault(
                        fault.row(),
                        title(looked.kind(), fault.column()),
                        fault.code(),
                        words.sentence(fault.code(), fault.members(), language)))
                .toList();
        return new ImportPreview(
                looked.id(),
                looked.kind(),
                looked.rows(),
                looked.added(),
                looked.known(),
                looked.faults().size(),
                faults,
                looked.until());
    }

    private static String title(ImportKind kind, String key) {
        return kind.columns().stream()
                .filter(column -> column.key().equals(key))
                .map(Column::chinese)
                .findFirst()
                .orElse("");
    }

    /** Writes all of it; a repeat gets the same answer. Refuses {@code import-unknown} (404), {@code import-has-faults} (409). */
    @PostMapping("/{id}/confirmation")
    Mono<Imports.ImportDone> confirm(@AuthenticationPrincipal Caller caller, @PathVariable UUID id) {
        return imports.confirm(caller, id);
    }
}
