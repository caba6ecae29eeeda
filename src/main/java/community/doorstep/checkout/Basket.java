package community.doorstep.checkout;

import community.doorstep.payment.Bill;
import community.doorstep.payment.Payable;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Refusal;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/** What is paid together: one or several things of one community, each of which can be paid now. */
record Basket(List<Payable> items) {

    /**
     * Refuses {@code payable-unknown} (404), {@code payables-apart} (422: of several communities), and what keeps one of
     * them from being paid (409, with its {@code reference}).
     */
    static Basket of(List<UUID> wanted, List<Payable> found) {
        List<UUID> missing = wanted.stream()
                .filter(reference ->
                        found.stream().noneMatch(payable -> payable.reference().equals(reference)))
                .toList();
        if (!missing.isEmpty()) {
            throw Refusal.notFound("payable-unknown").with("reference", missing.get(0));
        }
        for (Payable payable : found) {
            if (payable.obstacle() != null) {
                throw Refusal.conflict(payable.obstacle()).with("reference", payable.reference());
            }
        }
        if (found.stream().map(Payable::community).distinct().count() > 1) {
            throw Refusal.unprocessable("payables-apart");
        }
        return new Basket(found.stream()
                .sorted(Comparator.comparing(payable -> payable.reference().toString()))
                .toList());
    }

    CommunityId community() {
        return items.get(0).community();
    }

    long amountFen() {
        return items.stream().mapToLong(Payable::amountFen).reduce(0, Math::addExact);
    }

    Instant payBefore() {
        return items.stream()
                .map(Payable::payBefore)
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    /** Until when something is kept for the payer; far away when nothing is. */
    Instant holdUntil() {
        return items.stream()
                .filter(Payable::held)
                .map(Payable::payBefore)
                .min(Comparator.naturalOrder())
                .orElse(Instant.MAX);
    }

    PersonId forWhom() {
        return items.get(0).forWhom();
    }

    UUID[] references() {
        return items.stream().map(Payable::reference).toArray(UUID[]::new);
    }

    Bill bill(PersonId payer) {
        return Bill.over(
                community(),
                payer,
                items.stream().map(Payable::share).toList(),
                payBefore(),
                items.stream().anyMatch(Payable::atDoor));
    }
}
