package community.doorstep.pricing;

import community.doorstep.catalog.ServiceId;
import community.doorstep.shared.PersonId;
import java.time.LocalDate;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads charges that come as one text each: a million rows of ten columns would take the driver several times as long.
 * What charges share is made once.
 */
final class ChargeReader {

    /** One row's text: its parts in this order, a bar between them; days are counted from 1970; no age and no parts are empty. */
    static final String LINE = """
            concat(beneficiary_id, '|', service_id, '|', day - DATE '1970-01-01', '|',
                   (at AT TIME ZONE :zone)::date - DATE '1970-01-01', '|', age, '|', list_fen, '|', due_fen, '|', fund,
                   '|', array_to_string(evidence, ','), '|', parts)""";

    private final JsonMapper json;
    private final Map<String, ServiceId> services = new HashMap<>();
    private final Map<String, Map<String, @Nullable LocalDate>> evidence = new HashMap<>();
    private final Map<String, String> funds = new HashMap<>();
    private String line = "";
    private int at;

    ChargeReader(JsonMapper json) {
        this.json = json;
    }

    PastCharge charge(String text) {
        line = text;
        at = 0;
        PersonId person = new PersonId(UUID.fromString(next()));
        ServiceId service = services.computeIfAbsent(next(), ServiceId::of);
        LocalDate day = LocalDate.ofEpochDay(number());
        LocalDate bookedOn = LocalDate.ofEpochDay(number());
        Integer age = age(next());
        long listFen = number();
        long dueFen = number();
        String fund = funds.computeIfAbsent(next(), code -> code);
        Map<String, @Nullable LocalDate> held = evidence.computeIfAbsent(next(), ChargeReader::kinds);
        List<ChargePart> parts = ChargePart.of(line.substring(at), json);
        return new PastCharge(person, service, day, bookedOn, age, held, listFen, dueFen, fund, parts);
    }

    private String next() {
        String part = line.substring(at, line.indexOf('|', at));
        at += part.length() + 1;
        return part;
    }

    private long number() {
        return Long.parseLong(next());
    }

    private static @Nullable Integer age(String text) {
        return text.isEmpty() ? null : Integer.valueOf(text);
    }

    /** Each without an end: they held on the day, and no other is asked for. */
    private static Map<String, @Nullable LocalDate> kinds(String joined) {
        Map<String, @Nullable LocalDate> kinds = new TreeMap<>();
        for (String kind : joined.split(",")) {
            if (!kind.isEmpty()) {
                kinds.put(kind, null);
            }
        }
        return Collections.unmodifiableMap(kinds);
    }
}
