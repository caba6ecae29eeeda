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
import java.util.ArrayList;
import java.util.HashSet;
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

    private static final int LONGEST_NAME = 40;
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
        Set<String> phones = new HashSet<>();
        List<Entry> entries = new ArrayList<>();
        for (Line line : lines) {
            Entry entry = entry(line, faults, phones, stations);
            if (entry != null) {
                entries.add(entry);
            }
        }
        return register.known(phones)
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
            Line line, Faults faults, Set<String> phones, Map<String, StationId> stations) {
        String name = faults.read(line, "name", cell -> Cells.text(cell, LONGEST_NAME));
        String phone = faults.read(line, "phone", Cells::phone);
        StationId station = faults.ifThere(line, "station", cell -> station(cell, stations));
        Set<String> skills = faults.ifThere(line, "skills", cell -> Cells.words(cell, SKILLS, SKILL));
        if (phone != null && !phones.add(phone)) {
            faults.add(line.row(), "phone", Refusal.unprocessable("cell-twice"));
        }
        return name == null || phone == null
                ? null
                : new Entry(new ResidentRegister.Newcomer(name, phone, null), station, skills);
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
                .concatMap(entry -> person(target, entry, known)
                        .delayUntil(person -> holding.contains(person)
                                ? Mono.empty()
                                : staff.appoint(
                                        target.admin(), person, Role.WORKER, target.community(), entry.station()))
                        .flatMap(person -> skilled(target, person, entry)))
                .then();
    }

    private Mono<PersonId> person(Target target, Entry entry, Map<String, PersonId> known) {
        PersonId person = known.get(entry.newcomer().phone());
        return person == null ? register.add(target.admin(), target.community(), entry.newcomer()) : Mono.just(person);
    }

    private Mono<Void> skilled(Target target, PersonId person, Entry entry) {
        Set<String> skills = entry.skills();
        return skills == null
                ? Mono.empty()
                : workers.skills(
                        target.community(), person, skills, target.admin().person());
    }
}
