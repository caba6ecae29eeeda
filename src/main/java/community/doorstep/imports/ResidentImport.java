package community.doorstep.imports;

import community.doorstep.identity.ResidentRegister;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Refusal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

    private static final int LONGEST_NAME = 40;
    private static final int LONGEST_NUMBER = 60;
    private static final Map<String, String> KINDS = Map.of(
            "低收入", "LOW_INCOME",
            "残疾", "DISABILITY",
            "退役军人", "VETERAN",
            "失独", "LOST_ONLY_CHILD",
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
        Set<String> phones = new HashSet<>();
        List<Entry> entries = new ArrayList<>();
        for (Line line : lines) {
            Entry entry = entry(line, faults, phones);
            if (entry != null) {
                entries.add(entry);
            }
        }
        return register.known(phones).map(known -> {
            int there = (int) entries.stream()
                    .filter(entry -> known.containsKey(entry.newcomer().phone()))
                    .count();
            return new ImportPlan(faults.all(), entries.size() - there, there, () -> write(target, entries, known));
        });
    }

    private @Nullable Entry entry(Line line, Faults faults, Set<String> phones) {
        String name = faults.read(line, "name", cell -> Cells.text(cell, LONGEST_NAME));
        String phone = faults.read(line, "phone", Cells::phone);
        var born = faults.ifThere(line, "birthDate", cell -> register.checked(Cells.day(cell)));
        String kind = faults.ifThere(line, "evidence", ResidentImport::kind);
        String number = faults.ifThere(line, "number", cell -> Cells.text(cell, LONGEST_NUMBER));
        if (number != null && !line.has("evidence")) {
            faults.add(line.row(), "evidence", Refusal.unprocessable("cell-required"));
        }
        if (phone != null && !phones.add(phone)) {
            faults.add(line.row(), "phone", Refusal.unprocessable("cell-twice"));
        }
        return name == null || phone == null
                ? null
                : new Entry(
                        new ResidentRegister.Newcomer(name, phone, born),
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
                .concatMap(
                        entry -> write(target, entry, known.get(entry.newcomer().phone())))
                .then();
    }

    private Mono<Void> write(Target target, Entry entry, @Nullable PersonId known) {
        Mono<PersonId> person =
                known == null ? register.add(target.admin(), target.community(), entry.newcomer()) : Mono.just(known);
        ResidentRegister.Proof proof = entry.proof();
        return proof == null
                ? person.then()
                : person.flatMap(id -> register.handIn(target.admin(), target.community(), id, proof));
    }
}
