package community.doorstep.menu;

import community.doorstep.catalog.ServiceId;
import community.doorstep.shared.Caller;
import community.doorstep.shared.Refusal;
import community.doorstep.shared.Role;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Menus: everybody reads them; the community's admin and the kitchen set them. */
@RestController
@RequestMapping("/api")
class MenuController {

    record NewMenu(@NotEmpty @Size(max = 30) List<@NotNull @Valid Dish> dishes) {}

    /**
     * @param from the first of the days that are copied; {@code to} the day that becomes of it
     * @param days how many, from the first
     * @param overwrite whether days that have a menu get the copied one
     */
    record NewCopy(
            @NotNull LocalDate from,
            @NotNull LocalDate to,
            @Min(1) @Max(MenuCopies.MOST_DAYS) int days,
            boolean overwrite) {

        MenuCopies.Wish wish() {
            return new MenuCopies.Wish(from, to, days, overwrite);
        }
    }

    private final Menus menus;
    private final MenuDesk desk;
    private final MenuCopies copies;

    MenuController(Menus menus, MenuDesk desk, MenuCopies copies) {
        this.menus = menus;
        this.desk = desk;
        this.copies = copies;
    }

    /** The menus from one day to another, by default of the two weeks from today; a day without one is left out. */
    @GetMapping("/services/{id}/menus")
    Mono<List<Menu>> menus(
            @PathVariable ServiceId id,
            @RequestParam(required = false) @Nullable LocalDate from,
            @RequestParam(required = false) @Nullable LocalDate to) {
        return menus.of(id, from, to);
    }

    /** Sets a day's menu; with {@code If-Match} only while nobody else has changed it. */
    @PutMapping("/admin/menus/{serviceId}/{day}")
    Mono<ResponseEntity<Menu>> setByAdmin(
            @AuthenticationPrincipal Caller caller,
            @PathVariable ServiceId serviceId,
            @PathVariable LocalDate day,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String match,
            @Valid @RequestBody NewMenu menu) {
        UUID[] communities = caller.communitiesAs(Role.COMMUNITY_ADMIN);
        return set(caller, communities, serviceId, day, match, menu);
    }

    /** The same, for the kitchen of the community. */
    @PutMapping("/station/menus/{serviceId}/{day}")
    Mono<ResponseEntity<Menu>> setByKitchen(
            @AuthenticationPrincipal Caller caller,
            @PathVariable ServiceId serviceId,
            @PathVariable LocalDate day,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String match,
            @Valid @RequestBody NewMenu menu) {
        UUID[] communities = caller.communitiesAs(Role.COUNTER, Role.STATION_LEAD);
        return set(caller, communities, serviceId, day, match, menu);
    }

    /** Plans weeks ahead by those that were; answers of each day what became of it. Repeating it is harmless. */
    @PostMapping("/admin/menus/{serviceId}/copies")
    Mono<List<MenuCopies.Copied>> copyByAdmin(
            @AuthenticationPrincipal Caller caller,
            @PathVariable ServiceId serviceId,
            @Valid @RequestBody NewCopy copy) {
        return copies.copy(caller, caller.communitiesAs(Role.COMMUNITY_ADMIN), serviceId, copy.wish());
    }

    /** The same, for the kitchen of the community. */
    @PostMapping("/station/menus/{serviceId}/copies")
    Mono<List<MenuCopies.Copied>> copyByKitchen(
            @AuthenticationPrincipal Caller caller,
            @PathVariable ServiceId serviceId,
            @Valid @RequestBody NewCopy copy) {
        return copies.copy(caller, caller.communitiesAs(Role.COUNTER, Role.STATION_LEAD), serviceId, copy.wish());
    }

    private Mono<ResponseEntity<Menu>> set(
            Caller caller,
            UUID[] communities,
            ServiceId service,
            LocalDate day,
            @Nullable String match,
            NewMenu wanted) {
        return desk.set(caller, communities, service, day, wanted.dishes(), version(match))
                .map(menu -> ResponseEntity.ok().eTag("" + menu.version()).body(menu));
    }

    /** Of an ETag as we give it; refuses {@code menu-changed} (412) for any other. */
    private static @Nullable Long version(@Nullable String match) {
        if (match == null) {
            return null;
        }
        String version = match.replace("\"", "");
        if (!version.matches("[0-9]{1,18}")) {
            throw Refusal.preconditionFailed("menu-changed");
        }
        return Long.valueOf(version);
    }
}
