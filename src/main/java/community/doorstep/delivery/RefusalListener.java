package community.doorstep.delivery;

import community.doorstep.identity.WechatAccounts;
import community.doorstep.shared.PersonId;
import community.doorstep.wechat.WechatEvent;
import community.doorstep.wechat.WechatListener;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Somebody switched a kind of messages off in WeChat: what they had accepted before counts no more. */
@Component
class RefusalListener implements WechatListener {

    private final WechatAccounts accounts;
    private final Acceptances acceptances;

    RefusalListener(WechatAccounts accounts, Acceptances acceptances) {
        this.accounts = accounts;
        this.acceptances = acceptances;
    }

    @Override
    public String kind() {
        return "subscribe_msg_change_event";
    }

    /** One or several in {@code List}. */
    @Override
    public Mono<Void> on(WechatEvent event) {
        JsonNode list = event.content().path("List");
        Flux<JsonNode> changes = list.isArray() ? Flux.fromStream(list.valueStream()) : Flux.just(list);
        Flux<String> refused = changes.filter(change ->
                        change.path("SubscribeStatusString").asString("").equals("reject"))
                .map(change -> change.path("TemplateId").asString(""));
        return Mono.justOrEmpty(event.openId())
                .flatMap(accounts::person)
                .flatMapMany(person -> refused.map(template -> new Refused(person, template)))
                .concatMap(one -> acceptances.forget(one.person(), one.template()))
                .then();
    }

    private record Refused(PersonId person, String template) {}
}
