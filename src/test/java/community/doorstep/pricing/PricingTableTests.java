package community.doorstep.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import community.doorstep.catalog.ServiceId;
import community.doorstep.identity.PersonFacts;
import community.doorstep.pricebook.BookFixture;
import community.doorstep.pricebook.Conditions;
import community.doorstep.pricebook.PriceBook;
import community.doorstep.pricebook.Said;
import community.doorstep.pricebook.Tier;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.aggregator.ArgumentsAccessor;
import org.junit.jupiter.params.provider.CsvFileSource;

/** The table of priced cases: person, service, usage and budgets in; price and lines out. */
class PricingTableTests {

    private static final Map<String, PriceBook> BOOKS = Map.of(
            "wangjiang", BookFixture.aBook(BookFixture.wangjiangContent()),
            "together", BookFixture.aBook(BookFixture.content("together")));

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(
            resources = "/pricing/priced-cases.csv",
            delimiter = '|',
            numLinesToSkip = 1,
            maxCharsPerColumn = 400)
    void pricesAsTheTableSays(ArgumentsAccessor row) {
        LocalDate day = LocalDate.parse(row.getString(5));
        PersonFacts person = BookFixture.aPerson(date(row.getString(3)), evidence(row.getString(4)));
        Allowance allowance = new GivenAllowance(counts(row.getString(6)), amounts(row.getString(7)));

        PriceBook book = BOOKS.get(row.getString(1));
        ServiceId service = BookFixture.SERVICES.get(row.getString(2));
        Price price = Pricing.price(book, service, person, day, allowance);
        List<PriceLine> lines = Words.say(book, price.lines(), Conditions.age(person, day));
        Said said = Sentence.of(book, service, price.lines(), Conditions.age(person, day));

        assertThat(price.dueFen()).isEqualTo(row.getLong(8));
        assertThat(price.tier()).isEqualTo(Tier.valueOf(row.getString(9)));
        assertThat(outcomes(lines)).containsAllEntriesOf(pairs(row.getString(10)));
        assertThat(lines.stream().mapToLong(PriceLine::amountFen).sum()).isEqualTo(price.dueFen());
        assertThat(spoken(lines, PriceLine::zh, said.zh())).anyMatch(text -> text.contains(orEmpty(row.getString(11))));
        assertThat(spoken(lines, PriceLine::en, said.en())).anyMatch(text -> text.contains(orEmpty(row.getString(12))));
        assertThat(lines).noneSatisfy(line -> assertThat(line.zh() + line.en()).contains("null"));
    }

    private static List<String> spoken(List<PriceLine> lines, Function<PriceLine, String> language, String said) {
        return Stream.concat(lines.stream().map(language), Stream.of(said)).toList();
    }

    private static Map<String, String> outcomes(List<PriceLine> lines) {
        return lines.stream()
                .collect(
                        Collectors.toMap(PriceLine::rule, line -> line.outcome().name()));
    }

    private static LocalDate date(String text) {
        return text == null ? null : LocalDate.parse(text);
    }

    private static String orEmpty(String text) {
        return text == null ? "" : text;
    }

    private static Map<String, LocalDate> evidence(String text) {
        Map<String, LocalDate> evidence = new HashMap<>();
        for (String kind : orEmpty(text).split(" ")) {
            String[] parts = kind.split(":");
            if (!kind.isEmpty()) {
                evidence.put(parts[0], parts.length == 1 ? null : LocalDate.parse(parts[1]));
            }
        }
        return evidence;
    }

    private static Map<String, String> pairs(String text) {
        Map<String, String> pairs = new HashMap<>();
        for (String pair : orEmpty(text).split(" ")) {
            if (!pair.isEmpty()) {
                pairs.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
            }
        }
        return pairs;
    }

    private static Map<String, Integer> counts(String text) {
        Map<String, Integer> counts = new HashMap<>();
        pairs(text).forEach((rule, times) -> counts.put(rule, Integer.valueOf(times)));
        return counts;
    }

    private static Map<String, Long> amounts(String text) {
        Map<String, Long> amounts = new HashMap<>();
        pairs(text).forEach((fund, fen) -> amounts.put(fund, Long.valueOf(fen)));
        return amounts;
    }
}
