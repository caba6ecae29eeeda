package community.doorstep.imports;

import community.doorstep.shared.Refusal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a cell says, or why it cannot be taken: a refusal for each. */
final class Cells {

    private static final Pattern PHONE = Pattern.compile("\\+?[0-9]{7,15}");
    private static final Pattern DAY = Pattern.compile("(\\d{4})[-/.年](\\d{1,2})[-/.月](\\d{1,2})日?");
    private static final Pattern PLAIN_DAY = Pattern.compile("(\\d{4})(\\d{2})(\\d{2})");
    private static final Pattern SERIAL_DAY = Pattern.compile("\\d{4,5}");
    private static final LocalDate FIRST_SERIAL = LocalDate.of(1899, 12, 30);
    private static final int FIRST_YEAR = 1890;
    private static final int LAST_YEAR = 2199;
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[\\s、,，;；/]+");

    private Cells() {}

    /** Refuses {@code cell-required}, {@code cell-too-long} (422). */
    static String text(String cell, int most) {
        if (cell.isEmpty()) {
            throw Refusal.unprocessable("cell-required");
        }
        if (cell.length() > most) {
            throw Refusal.unprocessable("cell-too-long").with("most", most);
        }
        return cell;
    }

    /** Refuses {@code cell-required}, {@code cell-phone} (422). */
    static String phone(String cell) {
        String digits = text(cell, 40).replaceAll("[\\s-]", "");
        if (!PHONE.matcher(digits).matches()) {
            throw Refusal.unprocessable("cell-phone");
        }
        return digits;
    }

    /** As written in China or by ISO, or the number that a spreadsheet keeps. Refuses {@code cell-date} (422). */
    static LocalDate day(String cell) {
        LocalDate day = written(cell);
        if (day.getYear() < FIRST_YEAR || day.getYear() > LAST_YEAR) {
            throw Refusal.unprocessable("cell-date");
        }
        return day;
    }

    private static LocalDate written(String cell) {
        Matcher parts = DAY.matcher(text(cell, 40));
        Matcher plain = PLAIN_DAY.matcher(cell);
        try {
            if (parts.matches()) {
                return day(parts);
            }
            if (plain.matches()) {
                return day(plain);
            }
            if (SERIAL_DAY.matcher(cell).matches()) {
                return FIRST_SERIAL.plusDays(Integer.parseInt(cell));
            }
        } catch (DateTimeException noSuchDay) {
            throw Refusal.unprocessable("cell-date");
        }
        throw Refusal.unprocessable("cell-date");
    }

    private static LocalDate day(Matcher parts) {
        return LocalDate.of(
                Integer.parseInt(parts.group(1)), Integer.parseInt(parts.group(2)), Integer.parseInt(parts.group(3)));
    }

    /** The words of a list, each by its name in either language. Refuses {@code cell-word} (422) with the word. */
    static Set<String> words(String cell, Map<String, String> named, Pattern others) {
        Set<String> words = new LinkedHashSet<>();
        for (String word : BETWEEN_WORDS.split(cell, -1)) {
            String code = named.getOrDefault(word, word);
            if (!word.isEmpty()
                    && !named.containsValue(code)
                    && !others.matcher(code).matches()) {
                throw Refusal.unprocessable("cell-word").with("word", word);
            }
            if (!word.isEmpty()) {
                words.add(code);
            }
        }
        return words;
    }

    /** Those of a kind, by what people call them or by their names. Refuses {@code cell-word} (422). */
    static <E extends Enum<E>> EnumSet<E> some(String cell, Class<E> type, Map<String, E> named) {
        EnumSet<E> found = EnumSet.noneOf(type);
        List<String> words = Stream.of(BETWEEN_WORDS.split(cell, -1))
                .filter(word -> !word.isEmpty())
                .toList();
        for (String word : words) {
            E known = named.get(word);
            found.add(known == null ? named(word, type) : known);
        }
        return found;
    }

    private static <E extends Enum<E>> E named(String word, Class<E> type) {
        return Stream.of(type.getEnumConstants())
                .filter(one -> one.name().equalsIgnoreCase(word))
                .findFirst()
                .orElseThrow(() -> Refusal.unprocessable("cell-word").with("word", word));
    }
}
