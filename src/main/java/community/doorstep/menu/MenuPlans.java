package community.doorstep.menu;

import community.doorstep.catalog.Service;
import community.doorstep.catalog.ServiceId;
import community.doorstep.shared.Caller;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.Refusal;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Menus of many days at once, from a sheet. */
@Component
public class MenuPlans {

    /**
     * What is there.
     *
     * @param planned those that have a menu; {@code refused} those that can have no other any more, and why
     */
    public record Look(Set<LocalDate> planned, Map<LocalDate, Refusal> refused) {}

    private record Answer(LocalDate day, Refusal refusal) {}

    private final Menus menus;
    private final MenuDesk desk;
    private final MenuDeadline deadline;

    MenuPlans(Menus menus, MenuDesk desk, MenuDeadline deadline) {
        this.menus = menus;
        this.desk = desk;
        this.deadline = deadline;
    }

    /** Refuses {@code service-unknown} (404) also for another community's. */
    public Mono<Look> look(CommunityId community, ServiceId id, Collection<LocalDate> days) {
        return ours(community, id)
                .flatMap(service -> Mono.zip(planned(service, days), refused(service, days))
                        .map(found -> new Look(found.getT1(), found.getT2())));
    }

    private Mono<Service> ours(CommunityId community, ServiceId id) {
        return menus.ours(new UUID[] {community.value()}, id);
    }

    private Mono<Set<LocalDate>> planned(Service service, Collection<LocalDate> days) {
        Set<Menus.Served> asked =
                days.stream().map(day -> new Menus.Served(service.id(), day)).collect(Collectors.toSet());
        return menus.dishes(asked)
                .map(found -> found.keySet().stream().map(Menus.Served::day).collect(Collectors.toSet()));
    }

    private Mono<Map<LocalDate, Refusal>> refused(Service service, Collection<LocalDate> days) {
        return Flux.fromIterable(days)
                .concatMap(day -> deadline.mustBeSettable(service, day)
                        .then(Mono.<Answer>empty())
                        .onErrorResume(Refusal.class, refusal -> Mono.just(new Answer(day, refusal))))
                .collect(HashMap::new, (refused, answer) -> refused.put(answer.day(), answer.refusal()));
    }

    /** In the caller's transaction; each day's menu anew. Refuses as {@link MenuDesk#set}. */
    public Mono<Void> set(Caller caller, CommunityId community, ServiceId id, Map<LocalDate, List<Dish>> days) {
        return ours(community, id)
                .flatMapMany(service -> Flux.fromIterable(days.entrySet())
                        .concatMap(day -> deadline.mustBeSettable(service, day.getKey())
                                .then(Mono.defer(
                                        () -> desk.write(caller, service, day.getKey(), day.getValue(), null)))))
                .then();
    }
}
