package community.doorstep.wechat;

import cn.binarywang.wx.miniapp.bean.WxMaJscode2SessionResult;
import cn.binarywang.wx.miniapp.bean.WxMaPhoneNumberInfo;
import cn.binarywang.wx.miniapp.bean.shop.request.shipping.OrderKeyBean;
import cn.binarywang.wx.miniapp.bean.shop.request.shipping.PayerBean;
import cn.binarywang.wx.miniapp.bean.shop.request.shipping.ShippingListBean;
import cn.binarywang.wx.miniapp.bean.shop.request.shipping.WxMaOrderShippingInfoUploadRequest;
import java.io.IOException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.regex.Pattern;
import me.chanjar.weixin.common.error.WxErrorException;
import reactor.core.publisher.Mono;

/** The mini program's server calls; each refuses {@code wechat-unavailable} when WeChat cannot be reached. */
public class MiniProgram implements AutoCloseable {

    /** The SDK puts the code into a URL as it is: nothing else may pass. */
    private static final Pattern LOGIN_CODE = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    private static final Pattern PHONE_CODE = Pattern.compile("[\\x21-\\x7E]{1,256}");
    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final DateTimeFormatter UPLOAD_TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSXXX");

    private static final int BY_TRANSACTION_ID = 2;
    private static final int ALL_AT_ONCE = 1;

    private final MiniProgramService service;
    private final BlockingCalls calls;
    private final String codeVersion;
    private final Clock clock;

    MiniProgram(WechatSettings settings, TokenStore tokens, Clock clock) {
        this.service = new MiniProgramService(settings, tokens);
        this.codeVersion = settings.codeVersion();
        this.clock = clock;
        // At worst a token is fetched, the call is made, and made again after "system busy".
        this.calls = new BlockingCalls(
                "wechat-mini-program",
                settings.connections(),
                settings.longestHttpCall().multipliedBy(3).plusSeconds(1),
                Breakers.of("wechat-mini-program", settings.breakerPause()));
    }

    /** Refuses {@code wechat-code-invalid}, {@code wechat-code-used}, {@code wechat-busy}. */
    public Mono<WechatLogin> login(String jsCode) {
        if (!LOGIN_CODE.matcher(jsCode).matches()) {
            return Mono.error(WechatRefusals::codeInvalid);
        }
        return calls.run("login", () -> session(jsCode));
    }

    /** The number of a phone code, e.g. 13800000001; one from abroad begins with + and its country. */
    public Mono<String> phoneNumber(String phoneCode) {
        if (!PHONE_CODE.matcher(phoneCode).matches()) {
            return Mono.error(WechatRefusals::codeInvalid);
        }
        return calls.run("phone number", () -> phone(phoneCode));
    }

    /** Fails with {@link WechatNotYet} while WeChat does not see the payment; a second upload changes nothing. */
    public Mono<Void> uploadShipping(ShippingRecord shipped) {
        return calls.repeatable("upload shipping", () -> upload(shipped)).then();
    }

    /** Never fails; sent at most once. */
    public Mono<MessageAnswer> send(SubscribeMessage message) {
        return calls.tried("message", () -> MessageCalls.send(service, message))
                .onErrorResume(
                        CallFailed.class,
                        failed -> Mono.just(failed.reached() ? MessageAnswer.UNSURE : MessageAnswer.NOT_SENT));
    }

    /** Refuses {@code wechat-busy}. */
    public Mono<Verdict> checkText(String openId, String text) {
        return calls.repeatable("check text", () -> ContentCalls.text(service, openId, text));
    }

    /** Answers the number under which WeChat will tell, as an event, what it saw; refuses {@code wechat-busy}. */
    public Mono<String> checkPhoto(String openId, String address) {
        return calls.repeatable("check photo", () -> ContentCalls.photo(service, openId, address));
    }

    /**
     * The picture of a code that opens the page with this scene; refuses {@code wechat-busy}.
     *
     * @param scene at most 32 of letters, digits and {@code !#$&'()*+,/:;=?@-._~}
     */
    public Mono<byte[]> code(String scene, String page) {
        return calls.repeatable("code", () -> ContentCalls.code(service, scene, page, codeVersion));
    }

    private WechatLogin session(String jsCode) throws WxErrorException {
        try {
            WxMaJscode2SessionResult found = service.jsCode2SessionInfo(jsCode);
            if (found.getOpenid() == null || found.getSessionKey() == null) {
                throw new UnexpectedAnswer("no openid");
            }
            return new WechatLogin(found.getOpenid(), found.getUnionid(), found.getSessionKey());
        } catch (WxErrorException answer) {
            throw switch (Errcodes.counted("login", answer)) {
                // 40226: WeChat itself keeps this person out.
                case 40029, 40226 -> WechatRefusals.codeInvalid();
                case 40163 -> WechatRefusals.codeUsed();
                case 45011 -> WechatRefusals.busy();
                default -> unexpected(answer);
            };
        }
    }

    private String phone(String phoneCode) {
        try {
            WxMaPhoneNumberInfo found = service.getUserService().getPhoneNumber(phoneCode);
            if (found == null || found.getPurePhoneNumber() == null) {
                throw new UnexpectedAnswer("no phone number");
            }
            String country = found.getCountryCode();
            return country == null || country.equals("86")
                    ? found.getPurePhoneNumber()
                    : "+" + country + found.getPurePhoneNumber();
        } catch (WxErrorException answer) {
            throw switch (Errcodes.counted("phone number", answer)) {
                case 40029, 40163 -> WechatRefusals.codeInvalid();
                case 45011 -> WechatRefusals.busy();
                default -> unexpected(answer);
            };
        }
    }

    private Boolean upload(ShippingRecord shipped) {
        try {
            service.getWxMaOrderShippingService().upload(request(shipped));
            return true;
        } catch (WxErrorException answer) {
            return switch (Errcodes.counted("upload shipping", answer)) {
                // Shipped already, or shipped already with the same words: what we wanted.
                case 10060002, 10060003, 10060023 -> true;
                case 10060001 -> throw new WechatNotYet();
                default -> throw unexpected(answer);
            };
        }
    }

    private WxMaOrderShippingInfoUploadRequest request(ShippingRecord shipped) {
        return WxMaOrderShippingInfoUploadRequest.builder()
                .orderKey(OrderKeyBean.builder()
                        .orderNumberType(BY_TRANSACTION_ID)
                        .transactionId(shipped.transactionId())
                        .build())
                .logisticsType(shipped.logisticsType())
                .deliveryMode(ALL_AT_ONCE)
                .shippingList(List.of(ShippingListBean.builder()
                        .itemDesc(shipped.itemDescription())
                        .build()))
                .uploadTime(UPLOAD_TIME.format(OffsetDateTime.ofInstant(clock.instant(), SHANGHAI)))
                .payer(PayerBean.builder().openid(shipped.payerOpenId()).build())
                .build();
    }

    private static RuntimeException unexpected(WxErrorException answer) {
        return new UnexpectedAnswer("errcode " + answer.getError().getErrorCode());
    }

    @Override
    public void close() throws IOException {
        calls.close();
        service.close();
    }
}
