package community.doorstep.canteen;

import community.doorstep.menu.Allergen;
import community.doorstep.menu.DietMark;
import community.doorstep.shared.Sheet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A sitting on paper. */
final class SittingSheets {

    private SittingSheets() {}

    /** Names no reason: what somebody needs is between them and the kitchen. */
    static Sheet guests(List<Sittings.Guest> guests) {
        return Sheet.of(
                "用餐名单",
                guests,
                List.of(
                        Sheet.column("姓名", Sittings.Guest::name),
                        Sheet.column("手机尾号", Sittings.Guest::phoneEnd),
                        Sheet.column("方式", guest -> guest.serving().title()),
                        Sheet.column("已取餐", guest -> guest.state() == MealState.EATEN),
                        Sheet.column("注意", SittingSheets::careful)));
    }

    private static String careful(Sittings.Guest guest) {
        return guest.careful().stream()
                .map(hit -> hit.dish() + "：" + titles(hit))
                .collect(Collectors.joining("；"));
    }

    private static String titles(AllergyWarning.Hit hit) {
        return hit.allergens().stream().map(Allergen::title).collect(Collectors.joining("、"));
    }

    static Sheet kitchen(KitchenDesk.KitchenView view) {
        List<Sheet.Column<Kitchen.Line>> columns = new ArrayList<>();
        columns.add(Sheet.column("项目", Kitchen.Line::name));
        columns.add(Sheet.column("份数", Kitchen.Line::portions));
        for (DietMark need : DietMark.values()) {
            columns.add(Sheet.column(need.title(), line -> line.needs().getOrDefault(need, 0)));
        }
        columns.add(Sheet.column("过敏换菜", Kitchen.Line::replaced));
        Map<String, Integer> later = view.later().stream()
                .collect(Collectors.toMap(Kitchen.Change::name, Kitchen.Change::portions, Integer::sum));
        columns.add(Sheet.column("截止后变化", line -> later.getOrDefault(line.name(), 0)));
        return Sheet.of("厨房单 " + view.day() + (view.settled() ? "" : "（未截止）"), view.lines(), columns);
    }
}
