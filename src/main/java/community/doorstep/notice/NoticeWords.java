package community.doorstep.notice;

import community.doorstep.shared.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The words of each notice, in the reader's language: a sentence for its kind, and one for each fact that it has. */
@Component
class NoticeWords {

    private static final ResourceBundle.Control NO_FALLBACK =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);
    private static final List<String> PARTS = List.of("movedFrom", "reason", "refund", "until", "lastDay");

    private record Tongue(ResourceBundle words, DateTimeFormatter times, DateTimeFormatter days, String gap) {}

    private final Tongue chinese = new Tongue(
            ResourceBundle.getBundle("notices", Locale.CHINESE, NO_FALLBACK),
            DateTimeFormatter.ofPattern("M月d日 HH:mm", Locale.CHINESE),
            DateTimeFormatter.ofPattern("yyyy年M月d日", Locale.CHINESE),
            "");
    private final Tongue english = new Tongue(
            ResourceBundle.getBundle("notices", Locale.ENGLISH, NO_FALLBACK),
            DateTimeFormatter.ofPattern("d MMM HH:mm", Locale.ENGLISH),
            DateTimeFormatter.ofPattern("d MMM yyyy", Locale.ENGLISH),
            " ");

    private final Tongue plain = new Tongue(
            chinese.words(),
            DateTimeFormatter.ofPattern("yyyy年M月d日 HH:mm", Locale.CHINESE),
            chinese.days(),
            chinese.gap());

    String title(NoticeKind kind, Locale locale) {
        return tongue(locale).words().getString(kind.code() + ".title");
    }

    String words(NoticeKind kind, NoticeFacts facts, Locale locale) {
        Tongue tongue = tongue(locale);
        Map<String, String> values = values(facts, tongue);
        StringBuilder said = new StringBuilder(filled(tongue.words().getString(kind.code() + ".words"), values));
        for (String part : parts(facts)) {
            String key = kind.code() + "." + part;
            if (values.containsKey(part) && tongue.words().containsKey(key)) {
                said.append(tongue.gap()).append(filled(tongue.words().getString(key), values));
            }
        }
        return said.toString();
    }

    /** A detail, too, may have a sentence of its own. */
    private static List<String> parts(NoticeFacts facts) {
        return facts.details() == null
                ? PARTS
                : Stream.concat(PARTS.stream(), facts.details().keySet().stream())
                        .toList();
    }

    /** What may stand in a template's places, by name: times in full, as WeChat reads them. */
    Map<String, String> places(NoticeKind kind, NoticeFacts facts, UUID subject) {
        Map<String, String> places = values(facts, plain);
        places.put("title", title(kind, Locale.CHINESE));
        places.put("words", words(kind, facts, Locale.CHINESE));
        places.put("subject", subject.toString());
        return places;
    }

    private Tongue tongue(Locale locale) {
        return locale.getLanguage().equals("en") ? english : chinese;
    }

    private static Map<String, String> values(NoticeFacts facts, Tongue tongue) {
        DateTimeFormatter times = tongue.times().withZone(ZoneId.of(facts.zone()));
        Map<String, String> values = new LinkedHashMap<>();
        if (facts.details() != null) {
            values.putAll(facts.details());
        }
        put(values, "service", facts.service());
        put(values, "startsAt", time(facts.startsAt(), times));
        put(values, "movedFrom", time(facts.movedFrom(), times));
        put(values, "until", time(facts.until(), times));
        put(values, "reason", reason(facts, tongue));
        put(
                values,
                "refund",
                facts.refundedFen() == null
                        ? null
                        : Money.fen(facts.refundedFen()).toString());
        if (facts.budget() != null) {
            put(values, facts.budget(), tongue);
        }
        if (facts.evidence() != null) {
            put(values, facts.evidence(), tongue);
        }
        return values;
    }

    private static @Nullable String reason(NoticeFacts facts, Tongue tongue) {
        String english = facts.reasonEn();
        return english != null && tongue.times().getLocale().equals(Locale.ENGLISH) ? english : facts.reason();
    }

    /** A kind that an admin added has its name in the price book only. */
    private static void put(Map<String, String> values, EvidenceFacts evidence, Tongue tongue) {
        String kind = "evidence." + evidence.kind();
        values.put("kind", tongue.words().getString(tongue.words().containsKey(kind) ? kind : "evidence.other"));
        LocalDate lastDay = evidence.lastDay();
        put(values, "lastDay", lastDay == null ? null : tongue.days().format(lastDay));
    }

    private static void put(Map<String, String> values, BudgetFacts budget, Tongue tongue) {
        values.put("fund", budget.fund(tongue.times().getLocale()));
        values.put("percent", String.valueOf(budget.percent()));
        values.put("left", Money.fen(budget.leftFen()).toString());
        values.put("periodEnd", tongue.days().format(budget.periodEnd()));
    }

    private static @Nullable String time(@Nullable Instant moment, DateTimeFormatter times) {
        return moment == null ? null : times.format(moment);
    }

    private static void put(Map<String, String> values, String name, @Nullable String value) {
        if (value != null) {
            values.put(name, value);
        }
    }

    /** In one pass: what staff wrote is never taken for a place to fill in. */
    private static String filled(String sentence, Map<String, String> values) {
        StringBuilder filled = new StringBuilder();
        int at = 0;
        for (int open = sentence.indexOf('{'); open >= 0; open = sentence.indexOf('{', at)) {
            int close = sentence.indexOf('}', open);
            filled.append(sentence, at, open).append(values.getOrDefault(sentence.substring(open + 1, close), ""));
            at = close + 1;
        }
        return filled.append(sentence.substring(at)).toString();
    }
}
