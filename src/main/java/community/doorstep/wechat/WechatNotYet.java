package community.doorstep.wechat;

/** WeChat cannot see the payment yet (10060001): the same call succeeds some seconds or minutes later. */
public class WechatNotYet extends RuntimeException {

    WechatNotYet() {
        super("WeChat does not see this payment yet");
    }
}
