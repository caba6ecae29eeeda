package community.doorstep.imports;

import java.util.Map;

/**
 * A row of a sheet that has something in it.
 *
 * @param row as the spreadsheet numbers it
 * @param cells by the key of their column; empty cells are left out
 */
record Line(int row, Map<String, String> cells) {

    String cell(String column) {
        return cells.getOrDefault(column, "");
    }

    boolean has(String column) {
        return cells.containsKey(column);
    }

    @Override
    public String toString() {
        return "Line[" + row + "]";
    }
}
