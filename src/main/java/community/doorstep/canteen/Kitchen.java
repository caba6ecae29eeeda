package community.doorstep.canteen;

import community.doorstep.menu.Allergen;
import community.doorstep.menu.DietMark;
import community.doorstep.menu.Dish;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is to be cooked: counted from plates, without a name. Pure. */
final class Kitchen {

    /** Somebody's meal. */
    record Plate(Serving serving, Set<DietMark> needs, Set<Allergen> avoids) {

        /** What was confirmed is to be there all the same. */
        static Plate of(Meal meal, MealCard card) {
            EnumSet<DietMark> needs = EnumSet.copyOf(card.needs());
            needs.addAll(meal.wish().needs());
            EnumSet<Allergen> avoids = EnumSet.copyOf(card.allergens());
            avoids.removeAll(meal.wish().confirmedAllergens());
            return new Plate(meal.serving(), needs, avoids);
        }

        boolean takes(Dish dish) {
            return dish.allergens().stream().noneMatch(avoids::contains);
        }
    }

    /**
     * @param needs of those portions, how many are wanted so
     * @param replaced plates that get something else, for what is in it
     */
    record Line(String name, int portions, Map<DietMark, Integer> needs, int replaced) {}

    /** @param portions more than were settled; below zero: fewer */
    record Change(String name, int portions) {}

    static final String ALL = "合计";

    private Kitchen() {}

    /** All plates, each way of serving, each dish. */
    static List<Line> lines(List<Dish> dishes, List<Plate> plates) {
        Stream<Line> servings = Stream.of(Serving.values())
                .map(serving -> line(serving.title(), plates, plate -> plate.serving() == serving, 0));
        Stream<Line> cooked = dishes.stream().map(dish -> {
            int replaced =
                    (int) plates.stream().filter(plate -> !plate.takes(dish)).count();
            return line(dish.name(), plates, plate -> plate.takes(dish), replaced);
        });
        return Stream.of(Stream.of(line(ALL, plates, plate -> true, 0)), servings, cooked)
                .flatMap(part -> part)
                .toList();
    }

    /** What has become different since it was settled. */
    static List<Change> since(List<Line> settled, List<Line> now) {
        Map<String, Integer> was = settled.stream().collect(Collectors.toMap(Line::name, Line::portions, Integer::sum));
        return now.stream()
                .map(line -> new Change(line.name(), line.portions() - was.getOrDefault(line.name(), 0)))
                .filter(change -> change.portions() != 0)
                .toList();
    }

    private static Line line(String name, List<Plate> plates, Predicate<Plate> among, int replaced) {
        List<Plate> counted = plates.stream().filter(among).toList();
        Map<DietMark, Integer> needs = new EnumMap<>(DietMark.class);
        for (DietMark need : DietMark.values()) {
            needs.put(need, (int) counted.stream()
                    .filter(plate -> plate.needs().contains(need))
                    .count());
        }
        return new Line(name, counted.size(), needs, replaced);
    }
}
