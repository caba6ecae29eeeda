package community.doorstep.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every refusal can be told in both languages, and nothing is worded that nobody refuses. */
class RefusalWordsTests {

    private static final Path MAIN = Path.of("src/main/java");
    private static final Pattern MEMBER = Pattern.compile("\\{(\\w+)}");

    private static final Pattern FACTORY = Pattern.compile("Refusal\\s*\\.\\w+\\(");
    private static final Pattern PROMISE = Pattern.compile("Refuses ((?:[^.]|\\.(?!\\s))*)");
    private static final Pattern PROMISED = Pattern.compile("\\{@code ([a-z][a-z0-9-]*)}");
    private static final Pattern TEXT = Pattern.compile("\"([a-z]+(?:-[a-z0-9]+)*)\"");
    private static final Pattern LINE = Pattern.compile("([a-z][a-z0-9-]*)=(.+)");

    @ParameterizedTest
    @ValueSource(strings = {"zh", "en"})
    void everyRefusalHasItsWords(String language) {
        Set<String> unworded = refused();
        unworded.removeAll(words(language).keySet());

        assertThat(unworded).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"zh", "en"})
    void nothingIsWordedThatNobodyRefuses(String language) {
        Set<String> unused = words(language).keySet();
        unused.removeAll(textsInMainCode());

        assertThat(unused).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"zh", "en"})
    void theLinesAreInOrderOneEach(String language) throws IOException {
        List<String> lines = Files.readAllLines(file(language));

        assertThat(lines).allMatch(line -> LINE.matcher(line).matches());
        assertThat(lines.stream().map(line -> line.substring(0, line.indexOf('='))))
                .isSorted()
                .doesNotHaveDuplicates();
    }

    @Test
    void bothLanguagesFillInTheSameMembers() {
        Map<String, String> english = words("en");

        words("zh")
                .forEach((code, sentence) ->
                        assertThat(members(sentence)).as(code).isEqualTo(members(english.getOrDefault(code, ""))));
    }

    @Test
    void theSentenceComesInTheLanguageAskedForWithItsMembersFilledIn() {
        RefusalWords words = new RefusalWords();
        Map<String, Object> members = Map.of("field", "name");

        assertThat(words.sentence("unknown-field", members, Locale.ENGLISH)).isEqualTo("Unknown field: name.");
        assertThat(words.sentence("unknown-field", members, Locale.SIMPLIFIED_CHINESE))
                .isEqualTo("不认识的字段：name。");
        assertThat(words.sentence("unknown-field", members, Locale.FRENCH)).isEqualTo("不认识的字段：name。");
    }

    private static Set<String> members(String sentence) {
        return MEMBER.matcher(sentence).results().map(found -> found.group(1)).collect(Collectors.toSet());
    }

    private static Map<String, String> words(String language) {
        try (Stream<String> lines = Files.lines(file(language))) {
            Map<String, String> words = new TreeMap<>();
            lines.map(LINE::matcher).filter(Matcher::matches).forEach(line -> words.put(line.group(1), line.group(2)));
            return words;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Path file(String language) {
        return Path.of("src/main/resources/refusals_" + language + ".properties");
    }

    /** What stands in a refusal's brackets, and what a comment promises to refuse: codes that are passed on. */
    private static Set<String> refused() {
        Set<String> codes = new TreeSet<>();
        for (String source : sources()) {
            FACTORY.matcher(source).results().forEach(found -> codes.addAll(texts(inBrackets(source, found.end()))));
            PROMISE.matcher(source.replaceAll("\\s*\\n\\s*\\*?\\s*", " "))
                    .results()
                    .flatMap(promise -> PROMISED.matcher(promise.group(1).replaceAll("\\([^)]*\\)", ""))
                            .results())
                    .forEach(code -> codes.add(code.group(1)));
        }
        assertThat(codes).contains("key-missing", "community-unknown", "not-signed-in");
        return codes;
    }

    private static String inBrackets(String source, int from) {
        int open = 1;
        int at = from;
        while (open > 0) {
            char next = source.charAt(at++);
            open += next == '(' ? 1 : next == ')' ? -1 : 0;
        }
        return source.substring(from, at - 1);
    }

    private static Set<String> textsInMainCode() {
        return sources().stream().flatMap(source -> texts(source).stream()).collect(Collectors.toSet());
    }

    private static List<String> texts(String source) {
        return TEXT.matcher(source).results().map(found -> found.group(1)).toList();
    }

    private static List<String> sources() {
        try (Stream<Path> files = Files.walk(MAIN)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .map(RefusalWordsTests::read)
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
