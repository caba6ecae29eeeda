package community.doorstep.imports;

import community.doorstep.catalog.ServiceId;
import community.doorstep.menu.Allergen;
import community.doorstep.menu.DietMark;
import community.doorstep.menu.Dish;
import community.doorstep.menu.MenuPlans;
import community.doorstep.shared.Refusal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Menus, a row for each dish: each day of the sheet gets its menu anew, other days keep theirs. */
@Component
class MenuImport implements SheetImport {

    private static final int LONGEST_DISH = 40;
    private static final int MOST_DISHES = 30;
    private static final int MOST_DAYS = 62;
    private static final Map<String, Allergen> ALLERGENS = titled(Allergen.values(), Allergen::title);
    private static final Map<String, DietMark> MARKS = titled(DietMark.values(), DietMark::title);

    /** The row that a day begins with, for what is wrong with the day. */
    private record Day(int row, List<Dish> dishes) {}

    private final MenuPlans menus;

    MenuImport(MenuPlans menus) {
        this.menus = menus;
    }

    private static <E> Map<String, E> titled(E[] all, Function<E, String> title) {
        return Stream.of(all).collect(Collectors.toUnmodifiableMap(title, one -> one));
    }

    @Override
    public ImportKind kind() {
        return ImportKind.MENUS;
    }

    /** Refuses {@code import-service} (422) without a service, {@code service-unknown} (404). */
    @Override
    public Mono<ImportPlan> plan(Target target, List<Line> lines) {
        ServiceId service = target.service();
        if (service == null) {
            return Mono.error(Refusal.unprocessable("import-service"));
        }
        Faults faults = new Faults();
        Map<LocalDate, Day> days = new LinkedHashMap<>();
        lines.forEach(line -> read(line, faults, days));
        if (days.size() > MOST_DAYS) {
            throw Refusal.unprocessable("import-too-long").with("most", MOST_DAYS);
        }
        return menus.look(target.community(), service, days.keySet()).map(looked -> {
            looked.refused().forEach((day, refusal) -> faults.add(row(days, day), "day", refusal));
            int there = looked.planned().size();
            return new ImportPlan(faults.all(), days.size() - there, there, () -> write(target, service, days));
        });
    }

    private static int row(Map<LocalDate, Day> days, LocalDate day) {
        Day known = days.get(day);
        return known == null ? 0 : known.row();
    }

    private static void read(Line line, Faults faults, Map<LocalDate, Day> days) {
        LocalDate day = faults.read(line, "day", Cells::day);
        String name = faults.read(line, "dish", cell -> Cells.text(cell, LONGEST_DISH));
        EnumSet<Allergen> allergens =
                faults.read(line, "allergens", cell -> Cells.some(cell, Allergen.class, ALLERGENS));
        EnumSet<DietMark> marks = faults.read(line, "marks", cell -> Cells.some(cell, DietMark.class, MARKS));
        if (day != null) {
            Day known = days.computeIfAbsent(day, first -> new Day(line.row(), new ArrayList<>()));
            Dish dish = dish(name, allergens, marks);
            if (known.dishes().size() >= MOST_DISHES) {
                faults.add(
                        line.row(),
                        "day",
                        Refusal.unprocessable("cell-too-many").with("most", MOST_DISHES));
            } else if (dish != null) {
                known.dishes().add(dish);
            }
        }
    }

    private static @Nullable Dish dish(
            @Nullable String name, @Nullable EnumSet<Allergen> allergens, @Nullable EnumSet<DietMark> marks) {
        return name == null || allergens == null || marks == null ? null : new Dish(name, allergens, marks);
    }

    private Mono<Void> write(Target target, ServiceId service, Map<LocalDate, Day> days) {
        Map<LocalDate, List<Dish>> dishes = new LinkedHashMap<>();
        days.forEach((day, known) -> dishes.put(day, known.dishes()));
        return menus.set(target.admin(), target.community(), service, dishes);
    }
}
