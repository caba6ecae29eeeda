package community.doorstep.delivery;

import community.doorstep.identity.Reach;
import community.doorstep.identity.Reaching;
import community.doorstep.shared.Ids;
import community.doorstep.shared.PersonId;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Takes what is to reach people; it is sent after the caller's transaction, soon or when quiet hours end. */
@Component
public class Deliveries {

    private final Reaching reaching;
    private final DeliveryRows rows;
    private final Templates templates;
    private final Clock clock;

    Deliveries(Reaching reaching, DeliveryRows rows, Templates templates, Clock clock) {
        this.reaching = reaching;
        this.rows = rows;
        this.templates = templates;
        this.clock = clock;
    }

    /** In the caller's transaction. */
    public Mono<Void> add(List<Parcel> parcels) {
        List<Parcel> outside =
                parcels.stream().filter(parcel -> !parcel.channels().isEmpty()).toList();
        if (outside.isEmpty()) {
            return Mono.empty();
        }
        return reaching.of(people(outside))
                .map(reaches -> outside.stream()
                        .flatMap(parcel -> planned(parcel, reaches))
                        .toList())
                .flatMap(rows::insert);
    }

    private static List<PersonId> people(List<Parcel> parcels) {
        return parcels.stream()
                .map(Parcel::to)
                .filter(Recipient.Person.class::isInstance)
                .map(to -> ((Recipient.Person) to).id())
                .distinct()
                .toList();
    }

    private Stream<Delivery> planned(Parcel parcel, Map<PersonId, Reach> reaches) {
        if (parcel.to() instanceof Recipient.Telephone telephone) {
            List<Channel> ways = parcel.channels().stream()
                    .filter(channel -> channel != Channel.MESSAGE)
                    .toList();
            Plan plan = parcel.urgency() == Urgency.ALARM || ways.isEmpty()
                    ? new Plan(ways, List.of())
                    : new Plan(ways.subList(0, 1), ways.subList(1, ways.size()));
            return deliveries(parcel, plan, null, telephone.number(), clock.instant());
        }
        PersonId person = ((Recipient.Person) parcel.to()).id();
        Reach reach = reaches.get(person);
        if (reach == null) {
            return Stream.empty();
        }
        Plan plan = Plan.of(parcel.urgency(), parcel.channels(), reach, templates.has(parcel.kind()));
        Instant now = clock.instant();
        Instant due = parcel.urgency().isHeldBack() ? reach.freeFrom(now) : now;
        return deliveries(parcel, plan, person, null, due);
    }

    private Stream<Delivery> deliveries(
            Parcel parcel, Plan plan, @Nullable PersonId person, @Nullable String number, Instant due) {
        if (plan.first().isEmpty()) {
            return Stream.empty();
        }
        Delivery.Sealed content = new Delivery.Sealed(number, parcel.content().get());
        return plan.first().stream()
                .map(channel -> new Delivery(
                        Ids.next(),
                        parcel.community(),
                        parcel.kind(),
                        channel,
                        person,
                        content,
                        plan.otherwise(),
                        false,
                        0,
                        due,
                        due.plus(parcel.urgency().worth())));
    }
}
