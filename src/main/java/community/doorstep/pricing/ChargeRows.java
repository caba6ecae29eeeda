package community.doorstep.pricing;

import community.doorstep.catalog.ServiceId;
import community.doorstep.funds.Budgets;
import community.doorstep.pricebook.BenefitRule;
import community.doorstep.pricebook.Outcome;
import community.doorstep.pricebook.PriceBook;
import community.doorstep.pricebook.PriceBookId;
import community.doorstep.pricebook.Tier;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.Ids;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Rows;
import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The table of charges. */
@Component
class ChargeRows {

    /** What some charges held of quotas (as what is to be added: negative) and of budgets. */
    record Held(Map<Needs.Usage, Integer> usages, Map<Budgets.Key, Long> budgets) {}

    /** A row as it stands, before its lines are put into words. */
    record Stored(
            UUID booking,
            PriceBookId book,
            ServiceId service,
            long listFen,
            long dueFen,
            Tier tier,
            String fund,
            @Nullable Integer age,
            Map<String, Outcome> outcomes,
            List<ChargePart> parts) {

        Charge charge(PriceBook book) {
            List<Price.Line> lines = new ArrayList<>();
            lines.add(new Price.Line(null, Outcome.LIST, listFen));
            for (BenefitRule rule : book.rulesFor(service)) {
                Outcome outcome = outcomes.getOrDefault(rule.code(), Outcome.EARLIER_RULE);
                lines.add(new Price.Line(rule, outcome, -takenOff(rule, outcome)));
            }
            return Charge.of(booking, book, service, lines, dueFen, tier, fund, age);
        }

        private long takenOff(BenefitRule rule, Outcome outcome) {
            if (!outcome.decides()) {
                return 0;
            }
            long parted = parts.stream().mapToLong(ChargePart::fen).sum();
            return outcome == Outcome.APPLIED && !parts.isEmpty()
                    ? parts.stream()
                            .filter(part -> part.rule().equals(rule.code()))
                            .mapToLong(ChargePart::fen)
                            .sum()
                    : listFen - dueFen - parted;
        }
    }

    private static final TypeReference<Map<String, Outcome>> OUTCOMES = new TypeReference<>() {};

    private final DatabaseClient database;
    private final JsonMapper json;
    private final Clock clock;

    ChargeRows(DatabaseClient database, JsonMapper json, Clock clock) {
        this.database = database;
        this.json = json;
        this.clock = clock;
    }

    Mono<Void> insert(Collection<ChargeDesk.Made> made) {
        if (made.isEmpty()) {
            return Mono.empty();
        }
        return database.sql("""
            INSERT INTO charge (community_id, booking_id, book_id, service_id, beneficiary_id, day,
                                list_fen, due_fen, subsidy_fen, tier, rule, fund, budget_id, usage_period,
                                age, evidence, outcomes, parts, state, at)
            SELECT row.community_id, row.booking_id, row.book_id, row.service_id, row.beneficiary_id,
                   row.day, row.list_fen, row.due_fen, row.list_fen - row.due_fen, row.tier, row.rule,
                   row.fund, row.budget_id, row.usage_period, row.age,
                   string_to_array(row.evidence, ','), row.outcomes::jsonb, row.parts::jsonb,
                   'RESERVED', :at
            FROM unnest(:communities, :bookings, :books, :services, :people, :days, :lists, :dues, :tiers,
                        :rules, :funds, :budgets, :periods, :ages, :evidence, :outcomes,
                        :parts)
                AS row (community_id, booking_id, book_id, service_id, beneficiary_id, day, list_fen,
                        due_fen, tier, rule, fund, budget_id, usage_period, age, evidence, outcomes,
                        parts)
            """)
                .bind("communities", ids(made, one -> one.request().community().value()))
                .bind("bookings", ids(made, one -> one.request().booking()))
                .bind("books", ids(made, one -> one.book().id().value()))
                .bind("services", ids(made, one -> one.request().service().value()))
                .bind("people", ids(made, one -> one.request().beneficiary().value()))
                .bind("days", made.stream().map(one -> one.request().day()).toArray(LocalDate[]::new))
                .bind("lists", made.stream().map(one -> one.price().listFen()).toArray(Long[]::new))
                .bind("dues", made.stream().map(one -> one.price().dueFen()).toArray(Long[]::new))
                .bind("tiers", texts(made, one -> one.price().tier().name()))
                .bind("rules", texts(made, one -> one.price().ruleCode()))
                .bind("funds", texts(made, one -> one.price().fund()))
                .bind("budgets", ids(made, one -> one.price().budget()))
                .bind(
                        "periods",
                        made.stream().map(one -> one.price().usagePeriod()).toArray(LocalDate[]::new))
                .bind("ages", made.stream().map(ChargeDesk.Made::age).toArray(Integer[]::new))
                .bind("evidence", texts(made, one -> String.join(",", one.evidence())))
                .bind(
                        "outcomes",
                        texts(made, one -> json.writeValueAsString(one.price().outcomes())))
                .bind("parts", made.stream().map(this::parts).toArray(String[]::new))
                .bind("at", clock.instant())
                .then();
    }

    private @Nullable String parts(ChargeDesk.Made one) {
        List<ChargePart> parts = one.price().parts();
        return parts.isEmpty() ? null : json.writeValueAsString(parts);
    }

    private static UUID[] ids(Collection<ChargeDesk.Made> made, Function<ChargeDesk.Made, @Nullable UUID> id) {
        return made.stream().map(id).toArray(UUID[]::new);
    }

    private static String[] texts(Collection<ChargeDesk.Made> made, Function<ChargeDesk.Made, String> text) {
        return made.stream().map(text).toArray(String[]::new);
    }

    /** Ends reservations, each once; answers what they held. */
    Mono<Held> become(Collection<ChargeKey> bookings, String state) {
        return database.sql("""
            UPDATE charge SET state = :state
            WHERE (community_id, booking_id) IN (SELECT * FROM unnest(:communities, :bookings))
              AND state = 'RESERVED'
            RETURNING community_id, beneficiary_id, rule, fund, usage_period, budget_id, subsidy_fen,
                      parts::text AS parts
            """)
                .bind("state", state)
                .bind("communities", Ids.array(bookings, key -> key.community().value()))
                .bind("bookings", Ids.array(bookings, ChargeKey::booking))
                .map(this::held)
                .all()
                .collectList()
                .map(ChargeRows::sum);
    }

    /** What each fund pays, by booking. */
    Mono<Map<UUID, Map<String, Long>>> subsidies(Collection<ChargeKey> bookings) {
        return database.sql("""
            SELECT charge.booking_id, paid.fund, sum(paid.fen)::bigint AS fen
            FROM charge, LATERAL (
                SELECT charge.fund, charge.subsidy_fen AS fen WHERE charge.parts IS NULL
                UNION ALL
                SELECT part ->> 'fund', (part ->> 'fen')::bigint
                FROM jsonb_array_elements(charge.parts) AS part) AS paid
            WHERE (charge.community_id, charge.booking_id) IN (SELECT * FROM unnest(:communities, :bookings))
              AND paid.fund <> '' AND paid.fen > 0
            GROUP BY charge.booking_id, paid.fund
            """)
                .bind("communities", Ids.array(bookings, key -> key.community().value()))
                .bind("bookings", Ids.array(bookings, ChargeKey::booking))
                .map(row -> new FundPays(Rows.uuid(row, "booking_id"), Rows.text(row, "fund"), Rows.number(row, "fen")))
                .all()
                .collect(Collectors.groupingBy(FundPays::booking, Collectors.toMap(FundPays::fund, FundPays::fen)));
    }

    private record FundPays(UUID booking, String fund, long fen) {}

    private Held held(Readable row) {
        CommunityId community = new CommunityId(Rows.uuid(row, "community_id"));
        PersonId person = new PersonId(Rows.uuid(row, "beneficiary_id"));
        List<ChargePart> parts = ChargePart.of(row, json);
        return sum((parts.isEmpty() ? List.of(whole(row)) : parts)
                .stream().map(part -> held(community, person, part)).toList());
    }

    private static ChargePart whole(Readable row) {
        return new ChargePart(
                Rows.text(row, "rule"),
                Rows.text(row, "fund"),
                row.get("budget_id", UUID.class),
                row.get("usage_period", LocalDate.class),
                Rows.number(row, "subsidy_fen"));
    }

    private static Held held(CommunityId community, PersonId person, ChargePart part) {
        LocalDate period = part.period();
        UUID budget = part.budget();
        return new Held(
                period == null ? Map.of() : Map.of(new Needs.Usage(community, person, part.rule(), period), -1),
                budget == null ? Map.of() : Map.of(new Budgets.Key(community, budget), part.fen()));
    }

    private static Held sum(List<Held> all) {
        Held sum = new Held(new HashMap<>(), new HashMap<>());
        for (Held one : all) {
            one.usages().forEach((usage, times) -> sum.usages().merge(usage, times, Integer::sum));
            one.budgets().forEach((budget, fen) -> sum.budgets().merge(budget, fen, Long::sum));
        }
        return sum;
    }

    Mono<List<Stored>> stored(Collection<ChargeKey> bookings) {
        return database.sql("""
            SELECT booking_id, book_id, service_id, list_fen, due_fen, tier, fund, age,
                   outcomes::text AS outcomes,
                   parts::text AS parts
            FROM charge
            WHERE (community_id, booking_id) IN (SELECT * FROM unnest(:communities, :bookings))
            """)
                .bind("communities", Ids.array(bookings, key -> key.community().value()))
                .bind("bookings", Ids.array(bookings, ChargeKey::booking))
                .map(this::stored)
                .all()
                .collectList();
    }

    private Stored stored(Readable row) {
        return new Stored(
                Rows.uuid(row, "booking_id"),
                new PriceBookId(Rows.uuid(row, "book_id")),
                new ServiceId(Rows.uuid(row, "service_id")),
                Rows.number(row, "list_fen"),
                Rows.number(row, "due_fen"),
                Tier.valueOf(Rows.text(row, "tier")),
                Rows.text(row, "fund"),
                row.get("age", Integer.class),
                json.readValue(Rows.text(row, "outcomes"), OUTCOMES),
                ChargePart.of(row, json));
    }
}
