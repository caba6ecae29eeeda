package community.doorstep.shared;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.HtmlUtils;

/** A page to print; its head is repeated on each sheet of paper. */
final class SheetAsHtml {

    private static final String HEAD = """
        <!doctype html>
        <html lang="zh-CN"><head><meta charset="utf-8"><title>%1$s</title><style>
        body { font-family: sans-serif } table { border-collapse: collapse; width: 100%% }
        th, td { border: 1px solid #444; padding: 4px 8px; text-align: left } .n { text-align: right }
        thead { display: table-header-group } tr { break-inside: avoid }
        </style></head><body><h1>%1$s</h1><table><thead><tr>
        """;

    private SheetAsHtml() {}

    static void write(Sheet sheet, OutputStream out) throws IOException {
        try (Writer html = new OutputStreamWriter(out, StandardCharsets.UTF_8)) {
            html.write(HEAD.formatted(HtmlUtils.htmlEscape(sheet.title())));
            for (String column : sheet.columns()) {
                html.write("<th>" + HtmlUtils.htmlEscape(column) + "</th>");
            }
            html.write("</tr></thead><tbody>\n");
            for (List<@Nullable Object> row : sheet.rows()) {
                html.write("<tr>");
                for (Object cell : row) {
                    html.write(cell(cell));
                }
                html.write("</tr>\n");
            }
            html.write("</tbody></table></body></html>\n");
        }
    }

    private static String cell(@Nullable Object cell) {
        boolean number = cell instanceof Number || cell instanceof Money;
        return (number ? "<td class=\"n\">" : "<td>") + HtmlUtils.htmlEscape(SheetCells.text(cell)) + "</td>";
    }
}
