package community.doorstep.imports;

import community.doorstep.identity.ResidentRegister;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Refusal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Residents by their telephone number: who is known stays as they are. Evidence is handed in, for another admin to
 * decide on.
 */
@Component
class ResidentImport implements SheetImport {

    private static final int LONGEST_NUMBER = 60;
    private static final Map<String, String> KINDS = Map.of(
            "低收入", "LOW_INCOME",
            "残疾", "DISABILITY",
            "退役军人", "VETERAN",
            "失独", "LOST_ONLY_CHILD",
            "独居", "LIVES_ALONE",
            "居住", "RESIDENCY",
            "双职工", "BOTH_PARENTS_WORK");

    private record Entry(ResidentRegister.Newcomer newcomer, ResidentRegister.@Nullable Proof proof) {}

    private final ResidentRegister register;

    ResidentImport(ResidentRegister register) {
        this.register = register;
    }

    @Override
    public ImportKind kind() {
        return ImportKind.RESIDENTS;
    }

    @Override
    public Mono<ImportPlan> plan(Target target, List<Line> lines) {
        Faults faults = new Faults();
        SheetPeople people = new SheetPeople(faults);
        List<Entry> entries = SheetPeople.entries(lines, line -> entry(line, faults, people));
        return register.known(people.phones()).map(known -> {
            int there = (int) entries.stream()
                    .filter(entry -> known.containsKey(entry.newcomer().phone()))
                    .count();
            return new ImportPlan(faults.all(), entries.size() - there, there, () -> write(target, entries, known));
        });
    }

    private @Nullable Entry entry(Line line, Faults faults, SheetPeople people) {
        SheetPeople.Who who = people.who(line);
        LocalDate born = faults.ifThere(line, "birthDate", cell -> register.checked(Cells.day(cell)));
        String kind = faults.ifThere(line, "evidence", ResidentImport::kind);
        String number = faults.ifThere(line, "number", cell -> Cells.text(cell, LONGEST_NUMBER));
        if (number != null && !line.has("evidence")) {
            faults.add(line.row(), "evidence", Refusal.unprocessable("cell-required"));
        }
        return who == null
                ? null
                : new Entry(
                        new ResidentRegister.Newcomer(who.name(), who.phone(), born),
                        kind == null ? null : new ResidentRegister.Proof(kind, number));
    }

    private static String kind(String cell) {
        String kind = KINDS.getOrDefault(cell, cell);
        if (!KINDS.containsValue(kind)) {
            throw Refusal.unprocessable("cell-word").with("word", cell);
        }
        return kind;
    }

    private Mono<Void> write(Target target, List<Entry> entries, Map<String, PersonId> known) {
        return Flux.fromIterable(entries)
                .concatMap(entry -> SheetPeople.person(register, target, entry.newcomer(), known)
                        .flatMap(person -> proven(target, person, entry.proof())))
                .then();
    }

    private Mono<Void> proven(Target target, PersonId person, ResidentRegister.@Nullable Proof proof) {
        return proof == null ? Mono.empty() : register.handIn(target.admin(), target.community(), person, proof);
    }
}
