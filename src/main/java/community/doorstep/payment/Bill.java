package community.doorstep.payment;

import community.doorstep.shared.CommunityId;
import community.doorstep.shared.PersonId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * What somebody is to pay, and for what.
 *
 * @param reference what the money is for; it is paid once. Of several together: made from theirs
 * @param description shown to the payer
 * @param payBefore nobody can pay by WeChat afterwards
 * @param shares what each reference takes of it; in the order of their references
 * @param atDoor some of it is given at somebody's door
 */
public record Bill(
        CommunityId community,
        UUID reference,
        PersonId payer,
        long amountFen,
        String description,
        Instant payBefore,
        List<Share> shares,
        boolean atDoor) {

    public Bill {
        shares = shares.stream()
                .sorted(Comparator.comparing(share -> share.reference().toString()))
                .toList();
        long sum = shares.stream().mapToLong(Share::amountFen).reduce(0, Math::addExact);
        if (amountFen <= 0 || sum != amountFen) {
            throw new IllegalArgumentException("A bill over " + amountFen + " fen with shares of " + sum);
        }
        if (shares.stream().map(Share::reference).distinct().count() != shares.size()) {
            throw new IllegalArgumentException("A bill takes twice for one reference");
        }
    }

    public Bill(
            CommunityId community,
            UUID reference,
            PersonId payer,
            long amountFen,
            String description,
            Instant payBefore) {
        this(
                community,
                reference,
                payer,
                amountFen,
                description,
                payBefore,
                List.of(new Share(reference, amountFen, description)),
                false);
    }

    /** One payment for several references; the same ones again are the same bill. */
    public static Bill over(
            CommunityId community, PersonId payer, List<Share> shares, Instant payBefore, boolean atDoor) {
        Share first = shares.get(0);
        if (shares.size() == 1) {
            return new Bill(
                    community, first.reference(), payer, first.amountFen(), first.words(), payBefore, shares, atDoor);
        }
        String names = shares.stream()
                .map(share -> share.reference().toString())
                .sorted()
                .collect(Collectors.joining("+", "payment/", ""));
        long sum = shares.stream().mapToLong(Share::amountFen).reduce(0, Math::addExact);
        return new Bill(
                community,
                UUID.nameUUIDFromBytes(names.getBytes(StandardCharsets.UTF_8)),
                payer,
                sum,
                first.words() + " 等 " + shares.size() + " 项",
                payBefore,
                shares,
                atDoor);
    }

    UUID[] references() {
        return shares.stream().map(Share::reference).toArray(UUID[]::new);
    }
}
