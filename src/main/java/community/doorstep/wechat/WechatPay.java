package community.doorstep.wechat;

import com.wechat.pay.java.core.cipher.Signer;
import com.wechat.pay.java.core.exception.ServiceException;
import com.wechat.pay.java.core.util.NonceUtil;
import com.wechat.pay.java.service.payments.jsapi.JsapiService;
import com.wechat.pay.java.service.payments.jsapi.model.CloseOrderRequest;
import com.wechat.pay.java.service.payments.jsapi.model.QueryOrderByOutTradeNoRequest;
import com.wechat.pay.java.service.refund.RefundService;
import com.wechat.pay.java.service.refund.model.Amount;
import com.wechat.pay.java.service.refund.model.QueryByOutRefundNoRequest;
import com.wechat.pay.java.service.refund.model.Refund;
import com.wechat.pay.java.service.refund.model.Status;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import reactor.core.publisher.Mono;

/**
 * Pay v3 for one merchant in public-key mode; each call refuses {@code wechat-unavailable} when WeChat cannot be
 * reached, and {@code wechat-refused} when it says no for good.
 */
public class WechatPay implements AutoCloseable {

    private static final int OWN_THREADS = 2;

    private final PayConnection connection;
    private final PayRequests requests;
    private final JsapiService orders;
    private final RefundService refunds;
    private final PayBills bills;
    private final Signer signer;
    private final PayCallbacks callbacks;
    private final BlockingCalls calls;
    private final BlockingCalls ownWork;
    private final WechatSettings settings;
    private final Clock clock;

    WechatPay(WechatSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        this.requests = new PayRequests(settings);
        this.connection = new PayConnection(settings);
        this.orders = new JsapiService.Builder().httpClient(connection.http()).build();
        this.refunds = new RefundService.Builder().httpClient(connection.http()).build();
        this.bills = new PayBills(connection.keys(), connection.http());
        this.signer = connection.keys().createSigner();
        this.callbacks = new PayCallbacks(connection.keys(), settings.pay().publicKeyId(), clock);
        this.calls = new BlockingCalls(
                "wechat-pay",
                settings.connections(),
                settings.longestHttpCall().multipliedBy(2).plusSeconds(1),
                Breakers.of("wechat-pay", settings.breakerPause()));
        // Work with keys only: a callback must be answered within 5 s, even while calls to WeChat hang.
        this.ownWork = new BlockingCalls(
                "wechat-keys",
                OWN_THREADS,
                settings.longestHttpCall(),
                Breakers.of("wechat-keys", settings.breakerPause()));
    }

    /** Answers the prepay_id, for {@link #requestPayment}; refuses {@code payment-already-paid}. */
    public Mono<String> prepay(PrepayOrder order) {
        return called("prepay", () -> orders.prepay(requests.prepay(order)).getPrepayId());
    }

    /** What the client needs to pay, signed; asks WeChat nothing. Not plain: signing may wait for random bytes. */
    public Mono<PaymentRequest> requestPayment(String prepayId) {
        return ownWork.run("sign", () -> signed(prepayId));
    }

    /** A callback's content if it is WeChat's, else the refusal {@code callback-invalid}; the body as received. */
    public Mono<PayNotice> verified(HttpHeaders headers, byte[] body) {
        return ownWork.run("callback", () -> callbacks.verified(headers, body));
    }

    /** Refuses {@code payment-unknown} when WeChat knows no such order. */
    public Mono<PaymentNotice> query(String outTradeNo) {
        return called("query", () -> PaymentNotices.of("", orders.queryOrderByOutTradeNo(byNumber(outTradeNo))));
    }

    /** Nobody can pay the order afterwards; refuses {@code payment-already-paid}, {@code payment-unknown}. */
    public Mono<Void> close(String outTradeNo) {
        return called("close", () -> closed(outTradeNo)).then();
    }

    /** Refuses {@code payment-unknown}; asking again with the same number gives back no more. */
    public Mono<RefundAnswer> refund(RefundOrder order) {
        return called("refund", () -> answer(refunds.create(requests.refund(order))));
    }

    /** How far a refund is; refuses {@code payment-unknown} when WeChat knows no such refund. */
    public Mono<RefundAnswer> queryRefund(String outRefundNo) {
        QueryByOutRefundNoRequest request = new QueryByOutRefundNoRequest();
        request.setOutRefundNo(outRefundNo);
        return called("query refund", () -> answer(refunds.queryByOutRefundNo(request)));
    }

    /** The trade bill of a day that is over, once WeChat has made it; fails with {@link WechatNotYet} before. */
    public Mono<List<TradeLine>> tradeBill(LocalDate day) {
        return called("trade bill", () -> bills.trades(day));
    }

    /** The fund-flow bill of a day; as {@link #tradeBill}. */
    public Mono<List<FlowLine>> fundFlowBill(LocalDate day) {
        return called("fund-flow bill", () -> bills.flows(day));
    }

    private PaymentRequest signed(String prepayId) {
        String time = String.valueOf(clock.instant().getEpochSecond());
        String nonce = NonceUtil.createNonce(32);
        String order = "prepay_id=" + prepayId;
        String text = settings.appId() + "\n" + time + "\n" + nonce + "\n" + order + "\n";
        return new PaymentRequest(time, nonce, order, "RSA", signer.sign(text).getSign());
    }

    private <T> Mono<T> called(String name, Callable<T> call) {
        return calls.run(name, () -> answered(call));
    }

    private static <T> T answered(Callable<T> call) throws Exception {
        try {
            return call.call();
        } catch (ServiceException answer) {
            throw PayAnswers.refusal(answer);
        }
    }

    private Boolean closed(String outTradeNo) {
        CloseOrderRequest request = new CloseOrderRequest();
        request.setMchid(settings.pay().merchantId());
        request.setOutTradeNo(outTradeNo);
        try {
            orders.closeOrder(request);
        } catch (ServiceException answer) {
            if (!PayAnswers.saysClosed(answer)) {
                throw answer;
            }
        }
        return true;
    }

    private QueryOrderByOutTradeNoRequest byNumber(String outTradeNo) {
        QueryOrderByOutTradeNoRequest request = new QueryOrderByOutTradeNoRequest();
        request.setMchid(settings.pay().merchantId());
        request.setOutTradeNo(outTradeNo);
        return request;
    }

    private static RefundAnswer answer(Refund refund) {
        Status status = refund.getStatus();
        Amount amount = refund.getAmount();
        return new RefundAnswer(
                refund.getRefundId(),
                status == null ? "UNKNOWN" : status.name(),
                fen(amount == null ? null : amount.getRefund()),
                fen(amount == null ? null : amount.getTotal()),
                amount == null || amount.getCurrency() == null ? "" : amount.getCurrency());
    }

    private static long fen(@Nullable Long said) {
        return said == null ? 0 : said;
    }

    @Override
    public void close() {
        calls.close();
        ownWork.close();
        connection.close();
    }
}
