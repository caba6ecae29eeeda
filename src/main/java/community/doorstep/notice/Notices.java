package community.doorstep.notice;

import community.doorstep.catalog.Catalog;
import community.doorstep.identity.Addressees;
import community.doorstep.shared.Ids;
import community.doorstep.shared.PersonId;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Puts news into the inboxes of those whom they concern, in the caller's transaction. */
@Component
class Notices {

    private record Worded(News news, NoticeFacts facts) {}

    private final NoticeRows rows;
    private final Addressees addressees;
    private final Catalog catalog;
    private final Clock clock;

    Notices(NoticeRows rows, Addressees addressees, Catalog catalog, Clock clock) {
        this.rows = rows;
        this.addressees = addressees;
        this.catalog = catalog;
        this.clock = clock;
    }

    Mono<Void> tell(List<News> news) {
        if (news.isEmpty()) {
            return Mono.empty();
        }
        return addressees
                .of(news.stream().map(News::concern).toList())
                .zipWhen(
                        readers ->
                                Flux.fromIterable(news).concatMap(this::worded).collectList(),
                        this::copies)
                .flatMap(rows::insert);
    }

    Mono<Void> tell(Set<PersonId> readers, Letter letter) {
        return catalog.community(letter.community())
                .map(community -> letter.facts().apply(community.zone().getId()))
                .map(facts -> readers.stream()
                        .map(reader -> copy(reader, letter, facts))
                        .toList())
                .flatMap(rows::insert);
    }

    private Notice copy(PersonId reader, Letter letter, NoticeFacts facts) {
        PersonId about = letter.about();
        return new Notice(
                Ids.next(),
                reader,
                letter.kind(),
                letter.subject(),
                about == null ? reader : about,
                facts,
                clock.instant(),
                null);
    }

    private Mono<Worded> worded(News news) {
        return catalog.service(news.service())
                .zipWhen(service -> catalog.community(news.community()))
                .map(found -> new Worded(
                        news,
                        news.facts(found.getT1().name(), found.getT2().zone().getId())));
    }

    private List<Notice> copies(Map<Addressees.Concern, Set<PersonId>> readers, List<Worded> all) {
        return all.stream()
                .flatMap(worded -> readers.getOrDefault(worded.news().concern(), Set.of()).stream()
                        .map(reader -> copy(reader, worded)))
                .toList();
    }

    private Notice copy(PersonId reader, Worded worded) {
        News news = worded.news();
        return new Notice(
                Ids.next(),
                reader,
                news.kind(),
                news.subject(),
                news.concern().person(),
                worded.facts(),
                clock.instant(),
                null);
    }
}
