package community.doorstep.pricebook;

import community.doorstep.catalog.ServiceId;
import community.doorstep.identity.PersonFacts;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.PersonId;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;

/** Price books and people for tests; the services are those of {@code pricing/wangjiang.json}. */
public final class BookFixture {

    public static final ServiceId CARE = service(1);
    public static final ServiceId LUNCH = service(2);
    public static final ServiceId SUPPER = service(3);
    public static final ServiceId REPAIR = service(4);
    public static final ServiceId CLAY = service(5);
    static final ServiceId ADVICE = service(6);
    public static final Map<String, ServiceId> SERVICES =
            Map.of("care", CARE, "lunch", LUNCH, "supper", SUPPER, "repair", REPAIR, "clay", CLAY, "advice", ADVICE);

    public static final long MOST_FEN = BookCheck.MOST_FEN;

    private BookFixture() {}

    static ServiceId service(int number) {
        return new ServiceId(UUID.fromString("00000000-0000-7000-8000-%012d".formatted(number)));
    }

    public static BookContent wangjiangContent() {
        return content("wangjiang");
    }

    public static BookContent content(String book) {
        try (InputStream content = BookFixture.class.getResourceAsStream("/pricing/" + book + ".json")) {
            return JsonMapper.builder().build().readValue(content, BookContent.class);
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    public static PriceBook aBook(BookContent content) {
        return new PriceBook(new PriceBookId(UUID.randomUUID()), CommunityId.next(), 7, content);
    }

    public static PersonFacts aPerson(LocalDate birthDate, Map<String, LocalDate> evidence) {
        return new PersonFacts(PersonId.next(), birthDate, evidence);
    }

    public static BenefitRule aRule(String code, Conditions when, Effect effect) {
        return new BenefitRule(
                code, code, code, Set.of(LUNCH), when, effect, Tier.LOW_COST, null, "", WhenEmpty.NEXT_RULE);
    }

    public static Effect free() {
        return new Effect(Effect.Kind.FREE, null, null, null, null);
    }

    public static Effect percentOff(int percent) {
        return new Effect(Effect.Kind.PERCENT_OFF, null, percent, null, null);
    }

    public static Conditions ages(Integer least, Integer greatest) {
        return new Conditions(least, greatest, Set.of(), false, Set.of(), null, null);
    }

    public static BookContent lunchOnly(BenefitRule... rules) {
        return new BookContent(List.of(new ServicePrice(LUNCH, 1500, 800L)), List.of(), List.of(rules));
    }

    /** What the check of drafts says of it, where no fund has a budget. */
    public static List<Finding> findings(BookContent content) {
        Set<ServiceId> services = new HashSet<>();
        content.prices().forEach(price -> services.add(price.service()));
        return BookCheck.findings(content, services, Set.of(), LocalDate.of(2026, 1, 1));
    }
}
