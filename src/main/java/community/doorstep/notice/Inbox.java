package community.doorstep.notice;

import community.doorstep.shared.Detached;
import community.doorstep.shared.Page;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Refusal;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** A person's notices: read, and noted as read. */
@Component
class Inbox {

    private static final UUID NONE = new UUID(0, 0);

    private final NoticeRows rows;
    private final NoticeWords words;
    private final TransactionalOperator transaction;
    private final Detached detached;
    private final Clock clock;

    Inbox(NoticeRows rows, NoticeWords words, TransactionalOperator transaction, Detached detached, Clock clock) {
        this.rows = rows;
        this.words = words;
        this.transaction = transaction;
        this.detached = detached;
        this.clock = clock;
    }

    Mono<InboxView> page(PersonId person, UUID before, int size, Locale locale) {
        return rows.of(person, before, size + 1)
                .map(notice -> NoticeView.of(notice, words, locale))
                .collectList()
                .map(found -> Page.of(found, size, NoticeView::id))
                .zipWhen(page -> rows.unread(person), InboxView::of);
    }

    /** Answers how many are unread. Refuses {@code notice-unknown} (404), {@code inbox-read-unclear} (400). */
    Mono<Long> read(PersonId person, @Nullable UUID upTo, @Nullable List<UUID> ids) {
        if ((upTo == null) == (ids == null)) {
            throw Refusal.badRequest("inbox-read-unclear");
        }
        Set<UUID> named = new HashSet<>(ids == null ? List.of() : ids);
        Set<UUID> known = upTo == null ? named : Set.of(upTo);
        Mono<Long> work = rows.own(person, known)
                .filter(own -> own == known.size())
                .switchIfEmpty(Mono.error(() -> Refusal.notFound("notice-unknown")))
                .then(Mono.defer(() -> rows.read(person, named, upTo == null ? NONE : upTo, clock.instant())))
                .then(Mono.defer(() -> rows.unread(person)));
        return detached.run(work.as(transaction::transactional));
    }
}
