package community.doorstep.imports;

import community.doorstep.catalog.Catalog;
import community.doorstep.catalog.Station;
import community.doorstep.identity.ResidentRegister;
import community.doorstep.identity.StaffRegister;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Refusal;
import community.doorstep.shared.Role;
import community.doorstep.shared.StationId;
import community.doorstep.workforce.Workers;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Workers by their telephone number: the role when they do not hold it yet, and the skills that the sheet says. */
@Component
class WorkerImport implements SheetImport {

    private static final Pattern SKILL = Pattern.compile("[A-Z][A-Z0-9_]{1,29}");
    private static final Map<String, String> SKILLS = Map.of(
            "灯", "BULB",
            "下水", "DRAIN",
            "水龙头", "TAP",
            "门锁", "LOCK",
            "电", "POWER",
            "街面", "STREET",
            "其他", "OTHER");

    private record Entry(
            ResidentRegister.Newcomer newcomer,
            @Nullable StationId station,
            @Nullable Set<String> skills) {}

    private final ResidentRegister register;
    private final StaffRegister staff;
    private final Workers workers;
    private final Catalog catalog;

    WorkerImport(ResidentRegister register, StaffRegister staff, Workers workers, Catalog catalog) {
        this.register = register;
        this.staff = staff;
        this.workers = workers;
        this.catalog = catalog;
    }

    @Override
    public ImportKind kind() {
        return ImportKind.WORKERS;
    }

    @Override
    public Mono<ImportPlan> plan(Target target, List<Line> lines) {
        return catalog.stationsOf(target.community())
                .map(stations -> stations.stream()
                        .collect(Collectors.toMap(Station::name, Station::id, (first, second) -> first)))
                .flatMap(stations -> plan(target, lines, stations));
    }

    private Mono<ImportPlan> plan(Target target, List<Line> lines, Map<String, StationId> stations) {
        Faults faults = new Faults();
        SheetPeople people = new SheetPeople(faults);
        List<Entry> entries = SheetPeople.entries(lines, line -> entry(line, faults, people, stations));
        return register.known(people.phones())
                .zipWhen(known -> staff.holding(Role.WORKER, target.community(), known.values()))
                .map(found -> {
                    Map<String, PersonId> known = found.getT1();
                    Set<PersonId> holding = found.getT2();
                    int there = (int) entries.stream()
                            .map(entry -> known.get(entry.newcomer().phone()))
                            .filter(person -> person != null && holding.contains(person))
                            .count();
                    return new ImportPlan(
                            faults.all(), entries.size() - there, there, () -> write(target, entries, known, holding));
                });
    }

    private static @Nullable Entry entry(
            Line line, Faults faults, SheetPeople people, Map<String, StationId> stations) {
        SheetPeople.Who who = people.who(line);
        StationId station = faults.ifThere(line, "station", cell -> station(cell, stations));
        Set<String> skills = faults.ifThere(line, "skills", cell -> Cells.words(cell, SKILLS, SKILL));
        return who == null
                ? null
                : new Entry(new ResidentRegister.Newcomer(who.name(), who.phone(), null), station, skills);
    }

    private static StationId station(String cell, Map<String, StationId> stations) {
        StationId known = stations.get(cell);
        if (known == null) {
            throw Refusal.unprocessable("cell-word").with("word", cell);
        }
        return known;
    }

    private Mono<Void> write(Target target, List<Entry> entries, Map<String, PersonId> known, Set<PersonId> holding) {
        return Flux.fromIterable(entries)
                .concatMap(entry -> SheetPeople.person(register, target, entry.newcomer(), known)
                        .delayUntil(person -> holding.contains(person)
                                ? Mono.empty()
                                : staff.appoint(
                                        target.admin(), person, Role.WORKER, target.community(), entry.station()))
                        .flatMap(person -> skilled(target, person, entry)))
                .then();
    }

    private Mono<Void> skilled(Target target, PersonId person, Entry entry) {
        Set<String> skills = entry.skills();
        return skills == null
                ? Mono.empty()
                : workers.skills(
                        target.community(), person, skills, target.admin().person());
    }
}
