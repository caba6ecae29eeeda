package community.doorstep.wechat;

import reactor.core.publisher.Mono;

/** Takes events of one kind, each once, in the transaction that notes them. */
public interface WechatListener {

    /** WeChat's name of the kind. */
    String kind();

    Mono<Void> on(WechatEvent event);
}
