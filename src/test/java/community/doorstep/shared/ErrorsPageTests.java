package community.doorstep.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;

/** api-docs/errors.md lists every code with its status and words; {@code -Dopenapi.update=true} writes its table. */
class ErrorsPageTests {

    private static final Path PAGE = Path.of("api-docs/errors.md");
    private static final String HEADER = "| code | status | 中文 | English |\n|---|---|---|---|\n";
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z0-9-]+)` \\| (\\d+) \\|");
    private static final Pattern REFUSED =
            Pattern.compile("Refusal\\s*\\.(\\w+)\\(\\s*(?:HttpStatus\\.(\\w+),\\s*)?\"([a-z0-9-]+)\"");

    @Test
    void theTableHoldsEveryCodeWithItsStatusAndWords() throws Exception {
        String page = Files.readString(PAGE);
        String before = page.substring(0, page.indexOf(HEADER));
        String table = HEADER + String.join("", rows(page));
        if (Boolean.getBoolean("openapi.update")) {
            Files.writeString(PAGE, before + table);
        }

        assertThat(Files.readString(PAGE))
                .as("Behind the code: mvn test -Dtest=ErrorsPageTests -Dopenapi.update=true")
                .isEqualTo(before + table);
        assertThat(table).doesNotContain("| ? |");
    }

    /** A code that is passed on as an argument has its status from the table alone. */
    private static List<String> rows(String page) throws Exception {
        Map<String, Integer> statuses = new TreeMap<>();
        ROW.matcher(page).results().forEach(row -> statuses.put(row.group(1), Integer.valueOf(row.group(2))));
        statuses.putAll(inMainCode());
        RefusalWords words = new RefusalWords();
        List<String> rows = new ArrayList<>();
        for (String code : codes()) {
            rows.add("| `%s` | %s | %s | %s |\n"
                    .formatted(
                            code,
                            statuses.containsKey(code) ? statuses.get(code) : "?",
                            words.sentence(code, Map.of(), Locale.CHINESE),
                            words.sentence(code, Map.of(), Locale.ENGLISH)));
        }
        return rows;
    }

    private static List<String> codes() throws IOException {
        return Files.readAllLines(Path.of("src/main/resources/refusals_en.properties")).stream()
                .map(line -> line.substring(0, line.indexOf('=')))
                .toList();
    }

    private static Map<String, Integer> inMainCode() throws Exception {
        Map<String, Integer> statuses = new TreeMap<>();
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Matcher refused = REFUSED.matcher(Files.readString(file));
                while (refused.find()) {
                    Integer other = statuses.put(refused.group(3), status(refused));
                    assertThat(other).as(refused.group(3)).isIn(null, status(refused));
                }
            }
        }
        return statuses;
    }

    private static int status(MatchResult refused) throws Exception {
        if (refused.group(2) != null) {
            return HttpStatus.valueOf(refused.group(2)).value();
        }
        for (Method factory : Refusal.class.getDeclaredMethods()) {
            if (factory.getName().equals(refused.group(1))) {
                Object refusal = factory.getParameterCount() == 1
                        ? factory.invoke(null, "code")
                        : factory.invoke(null, "code", Duration.ofSeconds(1));
                return ((Refusal) refusal).status().value();
            }
        }
        throw new AssertionError("No such factory: " + refused.group(1));
    }
}
