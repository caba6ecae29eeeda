package community.doorstep.imports;

import community.doorstep.identity.ResidentRegister;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Refusal;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** The people of a sheet: by their telephone number, each once; who is known stays as they are. */
final class SheetPeople {

    /** What every sheet of people says of somebody. */
    record Who(String name, String phone) {

        @Override
        public String toString() {
            return "Who[…]";
        }
    }

    private static final int LONGEST_NAME = 40;

    private final Faults faults;
    private final Set<String> phones = new HashSet<>();

    SheetPeople(Faults faults) {
        this.faults = faults;
    }

    /** Null when the line does not say it, or another has; which is noted. */
    @Nullable
    Who who(Line line) {
        String name = faults.read(line, "name", cell -> Cells.text(cell, LONGEST_NAME));
        String phone = faults.read(line, "phone", Cells::phone);
        if (phone != null && !phones.add(phone)) {
            faults.add(line.row(), "phone", Refusal.unprocessable("cell-twice"));
        }
        return name == null || phone == null ? null : new Who(name, phone);
    }

    Set<String> phones() {
        return phones;
    }

    /** Of the lines that can be read; what is wrong with the others is noted. */
    static <E> List<E> entries(List<Line> lines, Function<Line, @Nullable E> reading) {
        return lines.stream().map(reading).filter(Objects::nonNull).toList();
    }

    /** In the caller's transaction: who is known, or somebody new. */
    static Mono<PersonId> person(
            ResidentRegister register, Target target, ResidentRegister.Newcomer newcomer, Map<String, PersonId> known) {
        PersonId person = known.get(newcomer.phone());
        return person == null ? register.add(target.admin(), target.community(), newcomer) : Mono.just(person);
    }
}
