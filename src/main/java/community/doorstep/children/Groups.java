package community.doorstep.children;

import community.doorstep.booking.Attendees;
import community.doorstep.catalog.Catalog;
import community.doorstep.catalog.Service;
import community.doorstep.catalog.ServiceKind;
import community.doorstep.catalog.SlotPlaces;
import community.doorstep.identity.Roles;
import community.doorstep.shared.Audit;
import community.doorstep.shared.Caller;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.Ids;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Refusal;
import community.doorstep.shared.Role;
import community.doorstep.shared.StationId;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Groups of a term; all that changes them in the caller's transaction. Constraints keep rooms and teachers free. */
@Component
class Groups {

    private final GroupRows rows;
    private final Catalog catalog;
    private final SlotPlaces places;
    private final Roles roles;
    private final Attendees attendees;
    private final Audit audit;
    private final Clock clock;

    Groups(
            GroupRows rows,
            Catalog catalog,
            SlotPlaces places,
            Roles roles,
            Attendees attendees,
            Audit audit,
            Clock clock) {
        this.rows = rows;
        this.catalog = catalog;
        this.places = places;
        this.roles = roles;
        this.attendees = attendees;
        this.audit = audit;
        this.clock = clock;
    }

    Mono<List<Group>> of(Caller caller, StationId station) {
        LocalDate yesterday =
                LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).minusDays(1);
        return rows.of(caller.communitiesAs(Role.COMMUNITY_ADMIN), station, yesterday);
    }

    Mono<UUID> add(Caller caller, GroupController.NewGroup wanted) {
        if (wanted.lastDay().isBefore(wanted.firstDay())) {
            throw Refusal.unprocessable("dates-reversed");
        }
        UUID id = Ids.next();
        UUID[] communities = caller.communitiesAs(Role.COMMUNITY_ADMIN);
        return catalog.service(wanted.serviceId())
                .filter(service ->
                        List.of(communities).contains(service.communityId().value()))
                .switchIfEmpty(Mono.error(() -> Refusal.notFound("service-unknown")))
                .doOnNext(Groups::mustBeCare)
                .delayUntil(service -> placed(service.communityId(), wanted.roomId(), wanted.teacherId()))
                .delayUntil(service -> rows.add(id, service, wanted, caller.person(), clock.instant())
                        .onErrorMap(DataIntegrityViolationException.class, taken -> Refusal.conflict("name-taken")))
                .flatMap(service -> audit.note(caller.person(), service.communityId(), "group-made", id, ""))
                .thenReturn(id);
    }

    private static void mustBeCare(Service service) {
        if (service.kind() != ServiceKind.CARE) {
            throw Refusal.unprocessable("not-care");
        }
    }

    private Mono<Void> placed(CommunityId community, @Nullable UUID room, @Nullable PersonId teacher) {
        Mono<Void> roomThere = room == null
                ? Mono.empty()
                : places.rooms(community)
                        .filter(rooms -> rooms.containsKey(room))
                        .switchIfEmpty(Mono.error(() -> Refusal.notFound("room-unknown")))
                        .then();
        Mono<Void> teaches = teacher == null
                ? Mono.empty()
                : roles.held(teacher, Role.TEACHER, community)
                        .filter(held -> held)
                        .switchIfEmpty(Mono.error(() -> Refusal.notFound("teacher-unknown")))
                        .then();
        return roomThere.then(teaches);
    }

    Mono<Void> join(Caller caller, UUID id, GroupController.NewMember wanted) {
        return locked(caller, id)
                .filterWhen(group -> attendees.known(
                        wanted.childId(), new UUID[] {group.community().value()}))
                .switchIfEmpty(Mono.error(() -> Refusal.notFound("person-unknown")))
                .map(group -> group.within(wanted.firstDay(), wanted.lastDay()))
                .delayUntil(term ->
                        noted(caller, term, "group-joined", wanted.childId().value()))
                .flatMap(term -> rows.join(term, wanted.childId(), caller.person())
                        .onErrorMap(Groups::taken)
                        .filter(joined -> joined)
                        .switchIfEmpty(Mono.error(() -> Refusal.conflict("group-full"))))
                .then();
    }

    Mono<Void> leave(Caller caller, UUID id, PersonId child) {
        return locked(caller, id)
                .delayUntil(group -> noted(caller, group, "group-left", child.value()))
                .flatMap(group -> rows.leave(group, child));
    }

    Mono<UUID> teach(Caller caller, UUID id, GroupController.NewLesson wanted) {
        if (!wanted.starts().isBefore(wanted.ends())) {
            throw Refusal.unprocessable("time-range-invalid");
        }
        UUID lesson = Ids.next();
        return locked(caller, id)
                .map(group -> group.within(wanted.firstDay(), wanted.lastDay()))
                .delayUntil(term -> placed(term.community(), wanted.roomId(), wanted.teacherId()))
                .delayUntil(term -> noted(caller, term, "class-planned", lesson))
                .flatMap(term -> rows.teach(term, lesson, wanted).onErrorMap(Groups::taken))
                .thenReturn(lesson);
    }

    Mono<Void> unteach(Caller caller, UUID id, UUID lesson) {
        return locked(caller, id)
                .delayUntil(group -> noted(caller, group, "class-withdrawn", lesson))
                .flatMap(group -> rows.unteach(group, lesson));
    }

    private Mono<Void> noted(Caller caller, GroupRows.Term group, String action, UUID subject) {
        return audit.note(caller.person(), group.community(), action, subject, "");
    }

    private Mono<GroupRows.Term> locked(Caller caller, UUID id) {
        return rows.locked(caller.communitiesAs(Role.COMMUNITY_ADMIN), id)
                .switchIfEmpty(Mono.error(() -> Refusal.notFound("group-unknown")));
    }

    /** By the constraint that stands in the way. */
    private static Throwable taken(Throwable error) {
        String said = String.valueOf(error.getMessage());
        if (!(error instanceof DataIntegrityViolationException)) {
            return error;
        }
        if (said.contains("care_class_room_free")) {
            return Refusal.conflict("room-taken");
        }
        if (said.contains("care_class_teacher_free")) {
            return Refusal.conflict("teacher-taken");
        }
        if (said.contains("care_class_group_free")) {
            return Refusal.conflict("group-taken");
        }
        return said.contains("care_group_member") ? Refusal.conflict("already-in-group") : error;
    }
}
