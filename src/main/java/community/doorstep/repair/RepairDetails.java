package community.doorstep.repair;

import community.doorstep.shared.GeoPoint;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a resident says when calling for a repair.
 *
 * @param address in one line, as one says it
 * @param stairs whether the door is reached by stairs only
 * @param building 栋, unit 单元 and flat 室, where the caller says them apart
 * @param entranceCode of the house's door; for whoever holds the job
 * @param answers the questions that were answered with yes
 */
record RepairDetails(
        RepairCategory category,
        String address,
        GeoPoint place,
        String note,
        boolean stairs,
        String building,
        String unit,
        String flat,
        String entranceCode,
        Set<Question> answers) {

    RepairDetails(
            RepairCategory category,
            String address,
            GeoPoint place,
            @Nullable String note,
            boolean stairs,
            @Nullable String building,
            @Nullable String unit,
            @Nullable String flat,
            @Nullable String entranceCode,
            @Nullable Set<Question> answers) {
        this.category = category;
        this.address = address;
        this.place = place;
        this.note = orEmpty(note);
        this.stairs = stairs;
        this.building = orEmpty(building);
        this.unit = orEmpty(unit);
        this.flat = orEmpty(flat);
        this.entranceCode = orEmpty(entranceCode);
        this.answers = answers == null ? Set.of() : new TreeSet<>(answers);
    }

    RepairDetails withoutNote() {
        return new RepairDetails(category, address, place, "", stairs, building, unit, flat, entranceCode, answers);
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    int priority() {
        return category.priority(answers);
    }

    /** The address for the worker: the house and the door where they were said apart. */
    String door() {
        return (address + " " + plate()).strip();
    }

    /** Building, unit and flat, as far as they are known. */
    String plate() {
        String plate = named(building, "栋") + " " + named(unit, "单元") + " " + named(flat, "室");
        return plate.replaceAll("\\s+", " ").strip();
    }

    private static String named(String value, String word) {
        return value.isEmpty() || value.endsWith(word) ? value : value + " " + word;
    }

    /** What the worker at the door must know beyond the address. */
    String noteForWorker() {
        String code = entranceCode.isEmpty() ? "" : " （门禁 " + entranceCode + "）";
        return (note + (stairs ? " （楼梯）" : "") + code).strip();
    }

    @Override
    public String toString() {
        return "RepairDetails[" + category + "]";
    }
}
