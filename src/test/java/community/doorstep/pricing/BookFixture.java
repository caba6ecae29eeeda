package community.doorstep.pricing;

import community.doorstep.catalog.ServiceId;
import community.doorstep.identity.PersonFacts;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.PersonId;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;

/** Price books and people for tests; the services are those of {@code pricing/wangjiang.json}. */
final class BookFixture {

    static final ServiceId CARE = service(1);
    static final ServiceId LUNCH = service(2);
    static final ServiceId SUPPER = service(3);
    static final ServiceId REPAIR = service(4);
    static final ServiceId CLAY = service(5);
    static final ServiceId ADVICE = service(6);
    static final Map<String, ServiceId> SERVICES =
            Map.of("care", CARE, "lunch", LUNCH, "supper", SUPPER, "repair", REPAIR, "clay", CLAY, "advice", ADVICE);

    private BookFixture() {}

    static ServiceId service(int number) {
        return new ServiceId(UUID.fromString("00000000-0000-7000-8000-%012d".formatted(number)));
    }

    static BookContent wangjiangContent() {
        return content("wangjiang");
    }

    static BookContent content(String book) {
        try (InputStream content = BookFixture.class.getResourceAsStream("/pricing/" + book + ".json")) {
            return JsonMapper.builder().build().readValue(content, BookContent.class);
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    static PriceBook aBook(BookContent content) {
        return new PriceBook(new PriceBookId(UUID.randomUUID()), CommunityId.next(), 7, content);
    }

    static PersonFacts aPerson(LocalDate birthDate, Map<String, LocalDate> evidence) {
        return new PersonFacts(PersonId.next(), birthDate, evidence);
    }

    static BenefitRule aRule(String code, Conditions when, Effect effect) {
        return new BenefitRule(
                code, code, code, java.util.Set.of(LUNCH), when, effect, Tier.LOW_COST, null, "", WhenEmpty.NEXT_RULE);
    }

    static Effect free() {
        return new Effect(Effect.Kind.FREE, null, null, null, null);
    }

    static Effect percentOff(int percent) {
        return new Effect(Effect.Kind.PERCENT_OFF, null, percent, null, null);
    }

    static Conditions ages(Integer least, Integer greatest) {
        return new Conditions(least, greatest, java.util.Set.of(), false, java.util.Set.of(), null, null);
    }

    static BookContent lunchOnly(BenefitRule... rules) {
        return new BookContent(List.of(new ServicePrice(LUNCH, 1500, 800L)), List.of(), List.of(rules));
    }

    /** An allowance that is set by hand: funds pay unless named in {@code left}. */
    record Given(Map<String, Integer> used, Map<String, Long> left) implements Allowance {

        static final UUID BUDGET = UUID.fromString("00000000-0000-7000-8000-0000000000ff");

        static Given plenty() {
            return new Given(new HashMap<>(), new HashMap<>());
        }

        @Override
        public int used(BenefitRule rule, LocalDate periodStart) {
            return used.getOrDefault(rule.code() + "@" + periodStart, 0);
        }

        @Override
        public UUID paying(String fund, long fen) {
            return left.getOrDefault(fund, Long.MAX_VALUE) >= fen ? BUDGET : null;
        }
    }
}
