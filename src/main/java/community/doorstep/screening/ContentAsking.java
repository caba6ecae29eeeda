package community.doorstep.screening;

import community.doorstep.identity.WechatAccounts;
import community.doorstep.media.PhotoAddresses;
import community.doorstep.media.PhotoId;
import community.doorstep.shared.Outbox;
import community.doorstep.shared.Refusal;
import community.doorstep.shared.Repeating;
import community.doorstep.wechat.MiniProgram;
import community.doorstep.wechat.Verdict;
import community.doorstep.wechat.WechatEvent;
import community.doorstep.wechat.WechatListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Has WeChat look at words and photos; what it says of photos comes later, as an event. */
@Component
class ContentAsking implements WechatListener {

    private static final int BATCH = 16;
    private static final int AT_ONCE = 4;

    private final MiniProgram wechat;
    private final WechatAccounts accounts;
    private final PhotoAddresses addresses;
    private final AskingRows rows;
    private final ScreeningSettings settings;
    private final Outbox outbox;
    private final TransactionalOperator transaction;

    ContentAsking(
            MiniProgram wechat,
            WechatAccounts accounts,
            PhotoAddresses addresses,
            AskingRows rows,
            ScreeningSettings settings,
            Outbox outbox,
            TransactionalOperator transaction) {
        this.wechat = wechat;
        this.accounts = accounts;
        this.addresses = addresses;
        this.rows = rows;
        this.settings = settings;
        this.outbox = outbox;
        this.transaction = transaction;
    }

    @Component
    static class Rounds extends Repeating {
        Rounds(ContentAsking asking, ScreeningSettings settings) {
            super(settings.askEvery(), asking::round);
        }
    }

    private Mono<Void> round() {
        return untilNoneWaits()
                .then(Mono.defer(this::settled))
                .then(Mono.defer(() -> rows.overdueToStaff(settings.patience())))
                .then(Mono.defer(rows::forgetOld));
    }

    private Mono<Void> untilNoneWaits() {
        return rows.lease(BATCH)
                .flatMap(batch ->
                        Flux.fromIterable(batch).flatMap(this::ask, AT_ONCE).then(Mono.just(batch.size())))
                .repeat()
                .takeUntil(size -> size < BATCH)
                .then();
    }

    /** Whoever has no account cannot be named to WeChat: staff look. While WeChat is away it waits. */
    private Mono<Void> ask(AskingRows.Waiting waiting) {
        return accounts.openId(waiting.author())
                .flatMap(openId -> ask(waiting, openId).thenReturn(true))
                .switchIfEmpty(Mono.defer(() -> rows.toStaff(waiting.id()).thenReturn(false)))
                .then()
                .onErrorResume(Refusal.class, away -> Mono.empty());
    }

    private Mono<Void> ask(AskingRows.Waiting waiting, String openId) {
        String words = waiting.words();
        if (words != null) {
            return wechat.checkText(openId, words).flatMap(verdict -> judged(waiting, verdict));
        }
        PhotoId photo = waiting.photo();
        return photo == null
                ? rows.toStaff(waiting.id())
                : wechat.checkPhoto(openId, addresses.of(photo))
                        .flatMap(trace -> rows.asked(waiting.id(), trace, settings.patience()));
    }

    private Mono<Void> judged(AskingRows.Waiting waiting, Verdict verdict) {
        return rows.judged(waiting.id(), verdict).flatMap(outbox::add).as(transaction::transactional);
    }

    private Mono<Void> settled() {
        return rows.settle().collectList().flatMap(outbox::addAll).as(transaction::transactional);
    }

    @Override
    public String kind() {
        return "wxa_media_check";
    }

    @Override
    public Mono<Void> on(WechatEvent event) {
        String trace = event.content().path("trace_id").asString("");
        Verdict verdict =
                Verdict.of(event.content().path("result").path("suggest").asString(""));
        return trace.isEmpty() ? Mono.empty() : rows.told(trace, verdict);
    }
}
