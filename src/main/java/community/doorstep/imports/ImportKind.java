package community.doorstep.imports;

import java.util.List;

/** What can be imported, and from which columns. */
enum ImportKind {
    RESIDENTS(
            "居民导入",
            List.of(
                    Column.needed("name", "姓名", "Name", "杨秀英"),
                    Column.needed("phone", "手机", "Phone", "13900001234"),
                    Column.optional("birthDate", "出生日期", "Birth date", "1944-03-01"),
                    Column.optional("evidence", "证明种类", "Evidence", "低收入"),
                    Column.optional("number", "证明号码", "Number", "5104-0001"))),
    WORKERS(
            "服务人员导入",
            List.of(
                    Column.needed("name", "姓名", "Name", "王建军"),
                    Column.needed("phone", "手机", "Phone", "13900001235"),
                    Column.optional("station", "驿站", "Station", ""),
                    Column.optional("skills", "技能", "Skills", "灯、水龙头"))),
    MENUS(
            "菜单导入",
            List.of(
                    Column.needed("day", "日期", "Day", "2026-12-01"),
                    Column.needed("dish", "菜名", "Dish", "红烧豆腐"),
                    Column.optional("allergens", "过敏原", "Allergens", "大豆、麸质"),
                    Column.optional("marks", "标记", "Marks", "软食")));

    private final String title;
    // Lists of records, never changed.
    @SuppressWarnings("ImmutableEnumChecker")
    private final List<Column> columns;

    ImportKind(String title, List<Column> columns) {
        this.title = title;
        this.columns = columns;
    }

    String title() {
        return title;
    }

    List<Column> columns() {
        return columns;
    }
}
