package community.doorstep.pricing;

import community.doorstep.catalog.Service;
import community.doorstep.funds.Budgets;
import community.doorstep.identity.Facts;
import community.doorstep.identity.Family;
import community.doorstep.identity.PersonFacts;
import community.doorstep.pricebook.PriceBook;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Refusal;
import community.doorstep.shared.Together;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Reads what quotes depend on, for many quotes at a time: a query for each table, and only where it matters. */
@Component
class Standings {

    private static final int MOST = 64;
    private static final int AT_ONCE = 4;

    /** The caller wants to know what the service costs the person on the day, by the book. */
    record Wish(PersonId caller, Service service, PersonId person, LocalDate day, PriceBook book) {

        boolean forOneself() {
            return caller.equals(person);
        }

        Family.Bond bond() {
            return new Family.Bond(caller, person);
        }
    }

    /** What is known at this moment of the person, and left for them. */
    record Standing(Wish wish, PersonFacts facts, Allowance allowance) {}

    private record Known(List<Wish> wishes, Set<Family.Bond> bonds, Map<PersonId, PersonFacts> facts) {

        boolean allowed(Wish wish) {
            return wish.forOneself() || bonds.contains(wish.bond());
        }

        PersonFacts factsOf(Wish wish) {
            return ChargeDesk.factsOf(facts, wish.person(), wish.book().community());
        }

        Needs needs() {
            Needs needs = new Needs();
            wishes.stream()
                    .filter(this::allowed)
                    .forEach(wish -> needs.add(wish.book(), wish.service().id(), factsOf(wish), wish.day()));
            return needs;
        }
    }

    /** Somebody's standing, unless the caller does not act for them. */
    private record Answer(boolean allowed, Standing standing) {}

    private final Family family;
    private final Facts facts;
    private final UsageRows usages;
    private final Budgets budgets;
    private final Together<Wish, Answer> together = new Together<>(MOST, AT_ONCE, this::answers);

    Standings(Family family, Facts facts, UsageRows usages, Budgets budgets) {
        this.family = family;
        this.facts = facts;
        this.usages = usages;
        this.budgets = budgets;
    }

    /** Refuses {@code person-unknown} (404) unless the caller is that person or acts for them. */
    Mono<Standing> of(Wish wish) {
        return together.ask(wish)
                .filter(Answer::allowed)
                .map(Answer::standing)
                .switchIfEmpty(Mono.error(() -> Refusal.notFound("person-unknown")));
    }

    /** Several wishes of one caller, with one account of what is left for all of them. */
    record Table(List<Wish> wishes, Map<PersonId, PersonFacts> facts, Allowances left) {}

    /** Refuses {@code person-unknown} (404) when the caller does not act for one of them. */
    Mono<Table> together(List<Wish> wishes) {
        return family.holding(bonds(wishes))
                .zipWhen(bonds -> facts.of(people(wishes)), (bonds, found) -> new Known(wishes, bonds, found))
                .filter(known -> wishes.stream().allMatch(known::allowed))
                .switchIfEmpty(Mono.error(() -> Refusal.notFound("person-unknown")))
                .zipWhen(known -> left(known.needs()), (known, left) -> new Table(wishes, known.facts(), left));
    }

    private Mono<List<Answer>> answers(List<Wish> wishes) {
        return family.holding(bonds(wishes))
                .zipWhen(bonds -> facts.of(people(wishes)), (bonds, found) -> new Known(wishes, bonds, found))
                .zipWhen(known -> left(known.needs()), Standings::answers);
    }

    private Mono<Allowances> left(Needs needs) {
        return usages.seen(needs.usages()).zipWhen(used -> budgets.seen(needs.funds()), Allowances::new);
    }

    private static List<Answer> answers(Known known, Allowances left) {
        return known.wishes().stream()
                .map(wish -> new Answer(known.allowed(wish), standing(known, wish, left)))
                .toList();
    }

    private static Standing standing(Known known, Wish wish, Allowances left) {
        Allowance allowance =
                left.of(wish.book().community(), wish.person(), wish.service().kind(), wish.day());
        return new Standing(wish, known.factsOf(wish), allowance);
    }

    private static List<Family.Bond> bonds(List<Wish> wishes) {
        return wishes.stream()
                .filter(wish -> !wish.forOneself())
                .map(Wish::bond)
                .distinct()
                .toList();
    }

    private static Set<PersonId> people(List<Wish> wishes) {
        Set<PersonId> people = new HashSet<>();
        wishes.forEach(wish -> people.add(wish.person()));
        return people;
    }
}
