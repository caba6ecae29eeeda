package community.doorstep.catalog;

import community.doorstep.catalog.PlannedChangeController.Revised;
import community.doorstep.catalog.PlannedChangeController.Revision;
import community.doorstep.shared.Audit;
import community.doorstep.shared.Caller;
import community.doorstep.shared.Refusal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A schedule gets other times, another capacity, room or teacher from a day on: it ends the day before, and another goes
 * on. Slots that are there already move with their bookings.
 */
@Component
class ScheduleRevisions {

    private static final int FARTHEST_DAYS = 400;

    /** @param part the schedule from the day on */
    private record Cut(Plan plan, Schedule before, UUID part) {}

    /** @param slots those that are changed by it */
    private record Changes(Cut cut, List<PlannedSlot> slots, int bookings) {
        Revised told() {
            return new Revised(cut.part(), slots.size(), bookings);
        }

        String words() {
            return "goes on as " + cut.part() + ", " + slots.size() + " slots, " + bookings + " bookings";
        }
    }

    private final Planning planning;
    private final Planned planned;
    private final Schedules schedules;
    private final ScheduleParts parts;
    private final PlannedSlots slots;
    private final RoomsAndTeachers resources;
    private final SlotNews news;
    private final SlotBookings bookings;
    private final Audit audit;
    private final Clock clock;

    ScheduleRevisions(
            Planning planning,
            Planned planned,
            Schedules schedules,
            ScheduleParts parts,
            PlannedSlots slots,
            RoomsAndTeachers resources,
            SlotNews news,
            SlotBookings bookings,
            Audit audit,
            Clock clock) {
        this.planning = planning;
        this.planned = planned;
        this.schedules = schedules;
        this.parts = parts;
        this.slots = slots;
        this.resources = resources;
        this.news = news;
        this.bookings = bookings;
        this.audit = audit;
        this.clock = clock;
    }

    /** In the caller's transaction; what it refuses stands at the controller. */
    Mono<Revised> revise(Caller caller, UUID schedule, long version, Revision wanted) {
        Schedules.mustBeOrdered(wanted.starts(), wanted.ends(), wanted.cutOff());
        return planning.ofSchedule(caller, schedule)
                .flatMap(plan -> cut(plan, schedule, version, wanted))
                .flatMap(cut -> changes(cut, wanted))
                .delayUntil(this::free)
                .delayUntil(changes -> written(changes, wanted))
                .delayUntil(changes -> audit.note(
                        caller.person(),
                        changes.cut().plan().community(),
                        "schedule-revised",
                        schedule,
                        changes.words()))
                .map(Changes::told);
    }

    private Mono<Cut> cut(Plan plan, UUID schedule, long version, Revision wanted) {
        return planned.one(plan, schedule)
                .doOnNext(before -> mayChange(plan, before, version, wanted.from()))
                .delayUntil(before -> resources.roomFits(wanted.roomId(), before.serviceId(), wanted.capacity()))
                .delayUntil(before -> resources.teaches(wanted.teacherId(), plan.community()))
                .flatMap(before -> parts.from(plan, before, wanted.from()).map(part -> new Cut(plan, before, part)));
    }

    private void mayChange(Plan plan, Schedule before, long version, LocalDate from) {
        LocalDate today = plan.dayOf(clock.instant());
        LocalDate lastDay = before.lastDay();
        if (before.version() != version) {
            throw Refusal.preconditionFailed("version-changed");
        }
        if (!from.isAfter(today) || from.isAfter(today.plusDays(FARTHEST_DAYS))) {
            throw Refusal.unprocessable("revision-day-invalid").with("field", "from");
        }
        if (lastDay != null && lastDay.isBefore(from)) {
            throw Refusal.conflict("schedule-ended").with("lastDay", lastDay);
        }
    }

    private Mono<Changes> changes(Cut cut, Revision wanted) {
        return slots.from(cut.plan(), cut.part(), wanted.from())
                .map(all -> changed(cut, wanted, all))
                .flatMap(changed -> bookings.standing(
                                cut.plan().community(),
                                changed.stream().map(PlannedSlot::id).toList())
                        .map(booked -> new Changes(cut, changed, booked)));
    }

    private static List<PlannedSlot> changed(Cut cut, Revision wanted, List<PlannedSlot> all) {
        Set<PlannedSlot> before = Set.copyOf(all);
        return all.stream()
                .map(slot -> slot.under(cut.before(), wanted, cut.plan().zone()))
                .filter(slot -> !before.contains(slot))
                .toList();
    }

    /** Room and teacher at the slots that are there. */
    private Mono<Void> free(Changes changes) {
        return Flux.fromIterable(changes.slots())
                .map(slot -> new Wanted(
                        slot.room(),
                        slot.teacher(),
                        slot.id().value(),
                        List.of(new Wanted.Time(slot.startsAt(), slot.endsAt()))))
                .concatMap(resources::mustBeFree)
                .then();
    }

    private Mono<Void> written(Changes changes, Revision wanted) {
        Plan plan = changes.cut().plan();
        UUID part = changes.cut().part();
        return slots.write(plan, changes.slots())
                .flatMapMany(Flux::fromIterable)
                .concatMap(news::moved)
                .then(Mono.defer(() -> parts.write(plan, part, wanted)))
                .then(Mono.defer(() -> resources.mustHold(plan, part)))
                .then(Mono.defer(() -> schedules.goesOn(plan, part, wanted.roomId(), wanted.teacherId())));
    }
}
