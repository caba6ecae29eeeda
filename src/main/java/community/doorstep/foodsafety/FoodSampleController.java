package community.doorstep.foodsafety;

import community.doorstep.catalog.ServiceId;
import community.doorstep.shared.Caller;
import community.doorstep.shared.Detached;
import community.doorstep.shared.Idempotency;
import community.doorstep.shared.Role;
import community.doorstep.shared.Sheet;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
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
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The record that the kitchen keeps and the inspector reads. */
@RestController
@RequestMapping("/api/station/food-samples")
class FoodSampleController {

    /** @param fridgeTenths tenths of a degree Celsius */
    record NewSample(
            @NotNull ServiceId serviceId,
            @NotNull LocalDate day,
            @NotBlank @Size(max = 40) String dish,
            @Min(1) @Max(10_000) int grams,
            @Min(-400) @Max(600) int fridgeTenths) {}

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final int TENTHS = 1;

    private final FoodSamples samples;
    private final Idempotency idempotency;
    private final TransactionalOperator transaction;
    private final Detached detached;

    FoodSampleController(
            FoodSamples samples, Idempotency idempotency, TransactionalOperator transaction, Detached detached) {
        this.samples = samples;
        this.idempotency = idempotency;
        this.transaction = transaction;
        this.detached = detached;
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Mono<FoodSample> take(
            @AuthenticationPrincipal Caller caller,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @Valid @RequestBody NewSample taken) {
        UUID[] kitchen = caller.communitiesAs(Role.COUNTER, Role.STATION_LEAD);
        return idempotency.once(
                caller.person(),
                key,
                taken,
                FoodSample.class,
                Mono.defer(() -> samples.take(
                        caller,
                        kitchen,
                        taken.serviceId(),
                        taken.day(),
                        taken.dish().strip(),
                        taken.grams(),
                        taken.fridgeTenths())));
    }

    /** After 48 hours, not before. Repeating it is harmless. */
    @PostMapping("/{id}/disposal")
    Mono<FoodSample> dispose(@AuthenticationPrincipal Caller caller, @PathVariable UUID id) {
        UUID[] kitchen = caller.communitiesAs(Role.COUNTER, Role.STATION_LEAD);
        return detached.run(samples.dispose(caller, kitchen, id).as(transaction::transactional));
    }

    /** What was kept of a day's dishes, and of which nothing was. */
    @GetMapping
    Mono<FoodSamples.Record> ofDay(
            @AuthenticationPrincipal Caller caller, @RequestParam ServiceId serviceId, @RequestParam LocalDate day) {
        return samples.of(communities(caller), serviceId, day);
    }

    /** The record of some weeks, to print. */
    @GetMapping(
            path = "/record",
            produces = {Sheet.XLSX, Sheet.CSV, Sheet.HTML})
    Mono<Sheet> sheet(
            @AuthenticationPrincipal Caller caller,
            @RequestParam ServiceId serviceId,
            @RequestParam LocalDate from,
            @RequestParam LocalDate to) {
        return samples.between(communities(caller), serviceId, from, to).map(FoodSampleController::sheet);
    }

    private static Sheet sheet(List<FoodSample> samples) {
        return Sheet.of(
                "留样记录",
                samples,
                List.of(
                        Sheet.column("日期", FoodSample::day),
                        Sheet.column("菜品", FoodSample::dish),
                        Sheet.column("留样量（克）", FoodSample::grams),
                        Sheet.column("冰箱温度（℃）", sample -> BigDecimal.valueOf(sample.fridgeTenths(), TENTHS)),
                        Sheet.column("留样时间", sample -> LocalDateTime.ofInstant(sample.takenAt(), ZONE)),
                        Sheet.column(
                                "处理时间",
                                sample -> sample.disposedAt() == null
                                        ? null
                                        : LocalDateTime.ofInstant(sample.disposedAt(), ZONE)),
                        Sheet.column("逾期未处理", FoodSample::overdue)));
    }

    private static UUID[] communities(Caller caller) {
        return caller.communitiesAs(Role.COUNTER, Role.STATION_LEAD);
    }
}
