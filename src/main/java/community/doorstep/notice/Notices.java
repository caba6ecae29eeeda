package community.doorstep.notice;

import community.doorstep.catalog.Catalog;
import community.doorstep.delivery.Content;
import community.doorstep.delivery.Deliveries;
import community.doorstep.delivery.Parcel;
import community.doorstep.delivery.Recipient;
import community.doorstep.shared.Ids;
import community.doorstep.shared.PersonId;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Puts letters into the inboxes of those whom they concern and on their way there, in the caller's transaction. */
@Component
class Notices {

    private record Worded(Letter letter, NoticeFacts facts) {}

    private final ToldOnce told;
    private final NoticeRows rows;
    private final Readers readers;
    private final Deliveries deliveries;
    private final NoticeWords words;
    private final Catalog catalog;
    private final Clock clock;

    Notices(
            ToldOnce told,
            NoticeRows rows,
            Readers readers,
            Deliveries deliveries,
            NoticeWords words,
            Catalog catalog,
            Clock clock) {
        this.told = told;
        this.rows = rows;
        this.readers = readers;
        this.deliveries = deliveries;
        this.words = words;
        this.catalog = catalog;
        this.clock = clock;
    }

    Mono<Void> tell(List<Letter> letters) {
        return letters.isEmpty() ? Mono.empty() : told.fresh(letters).flatMap(this::tellNow);
    }

    private Mono<Void> tellNow(List<Letter> letters) {
        Mono<List<Worded>> worded =
                Flux.fromIterable(letters).concatMap(this::worded).collectList();
        return readers.of(letters).zipWith(worded).flatMap(all -> tell(all.getT1(), all.getT2()));
    }

    private Mono<Void> tell(Readers.Found found, List<Worded> letters) {
        List<Notice> copies = letters.stream()
                .flatMap(worded -> found.of(worded.letter()).stream().map(reader -> copy(reader, worded)))
                .toList();
        List<Parcel> parcels = letters.stream()
                .flatMap(worded ->
                        recipients(worded.letter(), found.of(worded.letter())).map(to -> parcel(to, worded)))
                .toList();
        return rows.insert(copies).then(Mono.defer(() -> deliveries.add(parcels)));
    }

    private static Stream<Recipient> recipients(Letter letter, Set<PersonId> readers) {
        return letter.audience() instanceof Audience.Telephone telephone
                ? Stream.of(new Recipient.Telephone(telephone.number()))
                : readers.stream().map(Recipient.Person::new);
    }

    private Mono<Worded> worded(Letter letter) {
        Mono<String> service = letter.service() == null
                ? Mono.just("")
                : catalog.service(letter.service()).map(known -> known.name());
        return service.zipWhen(name -> catalog.community(letter.community()))
                .map(found -> new Worded(
                        letter,
                        letter.facts()
                                .of(
                                        letter.service() == null ? null : found.getT1(),
                                        found.getT2().zone().getId())));
    }

    private Notice copy(PersonId reader, Worded worded) {
        Letter letter = worded.letter();
        PersonId about = letter.about();
        return new Notice(
                Ids.next(),
                reader,
                letter.kind(),
                letter.subject(),
                about == null ? reader : about,
                worded.facts(),
                clock.instant(),
                null);
    }

    private Parcel parcel(Recipient to, Worded worded) {
        Letter letter = worded.letter();
        NoticeKind kind = letter.kind();
        return new Parcel(letter.community(), kind.code(), kind.urgency(), kind.channels(), to, () -> content(worded));
    }

    /** Outside the inbox all is told in Chinese: nobody has said yet which language they read. */
    private Content content(Worded worded) {
        NoticeKind kind = worded.letter().kind();
        String text = words.title(kind, Locale.CHINESE) + "：" + words.words(kind, worded.facts(), Locale.CHINESE);
        return new Content(
                text, words.places(kind, worded.facts(), worded.letter().subject()));
    }
}
