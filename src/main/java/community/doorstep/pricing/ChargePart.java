package community.doorstep.pricing;

import io.r2dbc.spi.Readable;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** What one of several benefits takes off a charge, and what it holds: a place in a quota, money of a budget. */
record ChargePart(
        String rule,
        String fund,
        @Nullable UUID budget,
        @Nullable LocalDate period,
        long fen) {

    /** To be joined with {@code charge}: what of it each budget pays, as {@code paid(budget_id, fen)}. */
    static final String EACH = """
            LATERAL (
                SELECT charge.budget_id, charge.subsidy_fen AS fen WHERE charge.parts IS NULL
                UNION ALL
                SELECT (part ->> 'budget')::uuid, (part ->> 'fen')::bigint
                FROM jsonb_array_elements(charge.parts) AS part) AS paid""";

    private static final TypeReference<List<ChargePart>> SEVERAL = new TypeReference<>() {};

    /** From the column {@code parts}; none where it is null. */
    static List<ChargePart> of(Readable row, JsonMapper json) {
        String parts = row.get("parts", String.class);
        return parts == null ? List.of() : of(parts, json);
    }

    /** From that column's text; none where it is empty. */
    static List<ChargePart> of(String parts, JsonMapper json) {
        return parts.isEmpty() ? List.of() : json.readValue(parts, SEVERAL);
    }

    static ChargePart of(Price.Given given) {
        return new ChargePart(
                given.rule().code(), given.rule().fund(), given.budget(), given.usagePeriod(), given.fen());
    }
}
