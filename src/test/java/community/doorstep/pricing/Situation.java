package community.doorstep.pricing;

import community.doorstep.catalog.ServiceId;
import community.doorstep.identity.PersonFacts;
import community.doorstep.pricebook.BookContent;
import community.doorstep.pricebook.BookFixture;
import community.doorstep.pricebook.PriceBook;
import community.doorstep.pricebook.RandomBooks;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;

/** Somebody who asks what a service costs: book, person, day, and what is left for them, all made from one seed. */
record Situation(
        PriceBook book, BookContent content, ServiceId service, PersonFacts person, LocalDate day, Allowance left) {

    static final int RUNS = "true".equals(System.getProperty("thorough")) ? 100_000 : 10_000;

    static Situation of(long seed) {
        Random source = new Random(seed);
        RandomBooks random = new RandomBooks(source);
        BookContent content = random.content();
        ServiceId service = content.prices().get(0).service();
        return new Situation(
                BookFixture.aBook(content),
                content,
                service,
                random.person(),
                random.day(),
                GivenAllowance.random(source));
    }

    Price price() {
        return Pricing.price(book, service, person, day, left);
    }

    /** The same with every kind of evidence, which never ends. */
    PersonFacts entitled() {
        Map<String, LocalDate> more = new HashMap<>(person.evidence());
        RandomBooks.KINDS.forEach(kind -> more.put(kind, null));
        return new PersonFacts(person.id(), person.birthDate(), more);
    }

    /** Plain, because it is asked a million times. */
    static void must(boolean holds, long seed) {
        if (!holds) {
            throw new AssertionError("seed " + seed + ": " + of(seed));
        }
    }
}
