package community.doorstep.delivery;

import community.doorstep.identity.WechatAccounts;
import community.doorstep.shared.PersonId;
import community.doorstep.wechat.MessageAnswer;
import community.doorstep.wechat.MiniProgram;
import community.doorstep.wechat.SubscribeMessage;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Subscribe messages. WeChat does not know our ids: what was perhaps sent is never sent again. */
@Component
class MessageSender implements Sender {

    private static final int AT_ONCE = 8;

    private final MiniProgram wechat;
    private final WechatAccounts accounts;
    private final Acceptances acceptances;
    private final DeliveryRows rows;
    private final Templates templates;

    MessageSender(
            MiniProgram wechat,
            WechatAccounts accounts,
            Acceptances acceptances,
            DeliveryRows rows,
            Templates templates) {
        this.wechat = wechat;
        this.accounts = accounts;
        this.acceptances = acceptances;
        this.rows = rows;
        this.templates = templates;
    }

    @Override
    public List<Channel> channels() {
        return List.of(Channel.MESSAGE);
    }

    /** WeChat's answers are waited for beside those of people who sign in. */
    @Override
    public int atOnce() {
        return AT_ONCE;
    }

    @Override
    public boolean mayRepeat() {
        return false;
    }

    /** Takes an acceptance, unless an earlier try that came to nothing has taken one. */
    @Override
    public Mono<Boolean> allowed(Delivery delivery) {
        DeliverySettings.Template template = templates.of(delivery.kind());
        if (delivery.accepted() || template == null) {
            return Mono.just(template != null);
        }
        return acceptances
                .take(person(delivery), template.id())
                .delayUntil(taken -> taken ? rows.accepted(delivery) : Mono.empty());
    }

    @Override
    public Mono<Result> send(Delivery delivery) {
        DeliverySettings.Template template = templates.of(delivery.kind());
        if (template == null) {
            return Mono.just(Result.over(DeliveryState.FAILED, "no-template"));
        }
        return accounts.openId(person(delivery))
                .map(openId -> message(delivery, template, openId))
                .flatMap(wechat::send)
                .map(MessageSender::result)
                .defaultIfEmpty(Result.over(DeliveryState.FAILED, "no-account"));
    }

    private static SubscribeMessage message(Delivery delivery, DeliverySettings.Template template, String openId) {
        var values = delivery.content().content().values();
        String page = template.page();
        return new SubscribeMessage(
                openId,
                template.id(),
                page == null ? null : page.replace("{subject}", values.getOrDefault("subject", "")),
                Templates.filled(template, values));
    }

    private static Result result(MessageAnswer answer) {
        return switch (answer) {
            case SENT -> Result.sent();
            case NOT_ACCEPTED -> Result.over(DeliveryState.NOT_ACCEPTED, "43101");
            case MALFORMED -> Result.over(DeliveryState.FAILED, "47003");
            case REFUSED -> Result.over(DeliveryState.FAILED, "refused");
            case NOT_SENT -> Result.later("away");
            case UNSURE -> Result.over(DeliveryState.UNSURE, "unsure");
        };
    }

    @Override
    public Mono<Void> settled(Delivery delivery, Result result) {
        DeliverySettings.Template template = templates.of(delivery.kind());
        if (template == null) {
            return Mono.empty();
        }
        return switch (result.state()) {
            case NOT_ACCEPTED -> acceptances.forget(person(delivery), template.id());
            // What was taken was not used.
            case FAILED -> acceptances.add(person(delivery), List.of(template.id()));
            case LATE -> delivery.accepted() ? acceptances.add(person(delivery), List.of(template.id())) : Mono.empty();
            default -> Mono.empty();
        };
    }

    private static PersonId person(Delivery delivery) {
        return Objects.requireNonNull(delivery.person());
    }
}
