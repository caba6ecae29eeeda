package community.doorstep.simulation;

import community.doorstep.shared.Sheet;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A simulation as one table: a line for the total and each group, then a line for each fund. */
final class SimulationSheet {

    private static final List<String> COLUMNS = List.of(
            "dimension",
            "keys",
            "names",
            "people",
            "payMore",
            "payLess",
            "paySame",
            "refusedPeople",
            "moreFen",
            "lessFen",
            "bookings",
            "refusedBookings",
            "incomeBeforeFen",
            "incomeAfterFen",
            "subsidyBeforeFen",
            "subsidyAfterFen",
            "dryOn");
    private static final int OF_A_GROUP = 14;

    private SimulationSheet() {}

    static Sheet of(Simulation simulation) {
        List<List<@Nullable Object>> rows = Stream.of(
                        Stream.ofNullable(simulation.total()).map(total -> row("TOTAL", List.of(), List.of(), total)),
                        rows("AGE", simulation.ages()),
                        rows("EVIDENCE", simulation.evidence()),
                        rows("SERVICE", simulation.services()),
                        rows("STATION", simulation.stations()),
                        simulation.funds().stream().map(SimulationSheet::row))
                .flatMap(part -> part)
                .toList();
        return new Sheet("试算 " + simulation.from() + " " + simulation.to(), COLUMNS, rows);
    }

    private static Stream<List<@Nullable Object>> rows(String dimension, List<Simulation.Group> groups) {
        return groups.stream().map(group -> row(dimension, group.keys(), group.names(), group.impact()));
    }

    private static List<@Nullable Object> row(
            String dimension, List<String> keys, List<String> names, Simulation.Impact impact) {
        List<@Nullable Object> cells = new ArrayList<>(List.of(
                dimension,
                String.join(" + ", keys),
                String.join(" + ", names),
                impact.people(),
                impact.payMore(),
                impact.payLess(),
                impact.paySame(),
                impact.refusedPeople(),
                impact.moreFen(),
                impact.lessFen()));
        cells.addAll(List.of(
                impact.bookings(), impact.refusedBookings(), impact.incomeBeforeFen(), impact.incomeAfterFen()));
        cells.addAll(Collections.nCopies(COLUMNS.size() - OF_A_GROUP, null));
        return cells;
    }

    private static List<@Nullable Object> row(Simulation.FundUse fund) {
        List<@Nullable Object> cells = new ArrayList<>(List.of("FUND", fund.code(), fund.nameZh()));
        cells.addAll(Collections.nCopies(OF_A_GROUP - cells.size(), null));
        cells.add(fund.subsidyBeforeFen());
        cells.add(fund.subsidyAfterFen());
        cells.add(fund.dryOn());
        return cells;
    }
}
