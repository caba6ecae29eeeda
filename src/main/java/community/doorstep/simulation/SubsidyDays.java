package community.doorstep.simulation;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What funds paid and would have paid, by the day of service. Days with too few people are told together with those that
 * follow. Of a day no more people are remembered than it takes to know that they are enough.
 */
final class SubsidyDays {

    /** From the first to the last day, both included. */
    record Stretch(LocalDate from, LocalDate to, Subsidies subsidies) {}

    private record Day(Set<Integer> people, Subsidies subsidies) {}

    private final TreeMap<LocalDate, Day> days = new TreeMap<>();

    /** The day's, to be added to what is paid for one of its people. */
    Subsidies of(LocalDate day, int person) {
        Day known = days.computeIfAbsent(day, first -> new Day(new HashSet<>(), new Subsidies()));
        meet(known.people(), person);
        return known.subsidies();
    }

    private static void meet(Set<Integer> people, int person) {
        if (people.size() < Simulation.FEWEST_PEOPLE) {
            people.add(person);
        }
    }

    /** In order; too few at the end belong to the stretch before. */
    List<Stretch> stretches() {
        List<Stretch> stretches = new ArrayList<>();
        Set<Integer> people = new HashSet<>();
        Subsidies open = new Subsidies();
        LocalDate from = LocalDate.MIN;
        for (Map.Entry<LocalDate, Day> day : days.entrySet()) {
            from = people.isEmpty() ? day.getKey() : from;
            for (int person : day.getValue().people()) {
                meet(people, person);
            }
            open.addAll(day.getValue().subsidies());
            if (people.size() >= Simulation.FEWEST_PEOPLE) {
                stretches.add(new Stretch(from, day.getKey(), open));
                people = new HashSet<>();
                open = new Subsidies();
            }
        }
        if (!people.isEmpty() && !stretches.isEmpty()) {
            Stretch last = stretches.remove(stretches.size() - 1);
            last.subsidies().addAll(open);
            stretches.add(new Stretch(last.from(), days.lastKey(), last.subsidies()));
        }
        return stretches;
    }
}
