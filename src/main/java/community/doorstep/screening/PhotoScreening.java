package community.doorstep.screening;

import community.doorstep.identity.WechatAccounts;
import community.doorstep.media.PhotoAddresses;
import community.doorstep.shared.Outbox;
import community.doorstep.shared.Refusal;
import community.doorstep.shared.Repeating;
import community.doorstep.wechat.MiniProgram;
import community.doorstep.wechat.Verdict;
import community.doorstep.wechat.WechatEvent;
import community.doorstep.wechat.WechatListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Has WeChat look at photos, and takes what it says of them later, as an event. */
@Component
class PhotoScreening implements WechatListener {

    private static final int BATCH = 16;
    private static final int AT_ONCE = 4;

    private final MiniProgram wechat;
    private final WechatAccounts accounts;
    private final PhotoAddresses addresses;
    private final PhotoRows rows;
    private final ScreeningSettings settings;
    private final Outbox outbox;
    private final TransactionalOperator transaction;

    PhotoScreening(
            MiniProgram wechat,
            WechatAccounts accounts,
            PhotoAddresses addresses,
            PhotoRows rows,
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
        Rounds(PhotoScreening screening, ScreeningSettings settings) {
            super(settings.askEvery(), screening::round);
        }
    }

    private Mono<Void> round() {
        return rows.lease(BATCH)
                .collectList()
                .flatMapIterable(due -> due)
                .flatMap(this::ask, AT_ONCE)
                .then(Mono.defer(this::settled))
                .then(Mono.defer(rows::overdueToStaff))
                .then(Mono.defer(rows::forgetOld));
    }

    /** Whoever has no account cannot be named to WeChat: staff look. While WeChat is away it waits. */
    private Mono<Void> ask(PhotoRows.Asking photo) {
        return accounts.openId(photo.author())
                .flatMap(openId -> wechat.checkPhoto(openId, addresses.of(photo.photo())))
                .flatMap(trace ->
                        rows.asked(photo.id(), trace, settings.patience()).thenReturn(true))
                .switchIfEmpty(Mono.defer(() -> rows.toStaff(photo.id()).thenReturn(false)))
                .then()
                .onErrorResume(Refusal.class, away -> Mono.empty());
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
        return trace.isEmpty() ? Mono.empty() : rows.told(trace, verdict.name());
    }
}
