package community.doorstep.delivery;

import community.doorstep.identity.Contact;
import community.doorstep.identity.People;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Together;
import community.doorstep.telephone.PhoneAnswer;
import community.doorstep.telephone.PhoneLine;
import community.doorstep.telephone.PhoneMessage;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Short messages and calls. The line knows our ids, so a second try sends nothing twice. */
@Component
class PhoneSender implements Sender {

    private static final int MOST = 32;

    private final PhoneLine line;
    private final Together<PersonId, Optional<Contact>> contacts;

    PhoneSender(PhoneLine line, People people) {
        this.line = line;
        this.contacts = new Together<>(
                MOST,
                1,
                asked -> people.contacts(asked)
                        .map(found -> asked.stream()
                                .map(person -> Optional.ofNullable(found.get(person)))
                                .toList()));
    }

    @Override
    public List<Channel> channels() {
        return List.of(Channel.SMS, Channel.CALL);
    }

    @Override
    public int atOnce() {
        return MOST;
    }

    @Override
    public boolean mayRepeat() {
        return true;
    }

    @Override
    public Mono<Boolean> allowed(Delivery delivery) {
        return Mono.just(true);
    }

    @Override
    public Mono<Result> send(Delivery delivery) {
        return number(delivery)
                .map(number -> new PhoneMessage(
                        delivery.id(),
                        delivery.channel() == Channel.SMS ? PhoneMessage.Way.SMS : PhoneMessage.Way.CALL,
                        number,
                        delivery.content().content().text()))
                .flatMap(line::send)
                .map(PhoneSender::result)
                .defaultIfEmpty(Result.over(DeliveryState.FAILED, "no-number"));
    }

    private Mono<String> number(Delivery delivery) {
        PersonId person = delivery.person();
        return person == null
                ? Mono.justOrEmpty(delivery.content().number())
                : contacts.ask(person)
                        .mapNotNull(found -> found.map(Contact::phone).orElse(null));
    }

    private static Result result(PhoneAnswer answer) {
        return switch (answer) {
            case TAKEN -> Result.sent();
            case REFUSED -> Result.over(DeliveryState.FAILED, "refused");
            case NO_LINE -> Result.over(DeliveryState.FAILED, "no-line");
            case AGAIN -> Result.later("away");
        };
    }

    @Override
    public Mono<Void> settled(Delivery delivery, Result result) {
        return Mono.empty();
    }
}
