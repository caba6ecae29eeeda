package community.doorstep.identity;

import community.doorstep.shared.Caller;
import community.doorstep.shared.Idempotency;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Role;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The desk's view of residents: found by the number they call from, made when new, helped when a phone is lost. */
@RestController
@RequestMapping("/api/station/residents")
class ResidentsController {

    static final String PHONE = "\\+?[0-9]{7,15}";

    record Search(@NotBlank @Pattern(regexp = PHONE) String phone) {
        @Override
        public String toString() {
            return "Search[…]";
        }
    }

    record NewResident(
            @NotBlank @Size(max = 40) String name,
            @Nullable @Pattern(regexp = PHONE) String phone,
            @Nullable LocalDate birthDate) {
        @Override
        public String toString() {
            return "NewResident[…]";
        }
    }

    record NewPhone(@NotNull @Pattern(regexp = PHONE) String phone) {
        @Override
        public String toString() {
            return "NewPhone[…]";
        }
    }

    record ResidentView(PersonId id, String name) {
        @Override
        public String toString() {
            return "ResidentView[" + id + "]";
        }
    }

    private final Residents residents;
    private final Idempotency idempotency;

    ResidentsController(Residents residents, Idempotency idempotency) {
        this.residents = residents;
        this.idempotency = idempotency;
    }

    /** A search, so that the number stands in no address; each one is audited. */
    @PostMapping("/search")
    Mono<ResidentView> search(@AuthenticationPrincipal Caller caller, @Valid @RequestBody Search search) {
        caller.communitiesAs(Role.OPERATOR, Role.STATION_LEAD, Role.COUNTER);
        return residents.find(caller, search.phone());
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Mono<ResidentView> add(
            @AuthenticationPrincipal Caller caller,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @Valid @RequestBody NewResident resident) {
        caller.communitiesAs(Role.OPERATOR, Role.STATION_LEAD, Role.COUNTER);
        return idempotency.once(caller.person(), key, resident, ResidentView.class, residents.add(caller, resident));
    }

    /** A changed number: staff have seen the person or their papers. */
    @PutMapping("/{id}/phone")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> changePhone(
            @AuthenticationPrincipal Caller caller, @PathVariable PersonId id, @Valid @RequestBody NewPhone phone) {
        caller.communitiesAs(Role.OPERATOR, Role.STATION_LEAD);
        return residents.changePhone(caller, id, phone.phone());
    }

    /** A lost WeChat account: the next sign-in with the person's number takes the record over. */
    @DeleteMapping("/{id}/wechat")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> releaseWechat(@AuthenticationPrincipal Caller caller, @PathVariable PersonId id) {
        caller.communitiesAs(Role.OPERATOR, Role.STATION_LEAD);
        return residents.releaseWechat(caller, id);
    }
}
