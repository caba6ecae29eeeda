package community.doorstep.wechat.simulator;

import community.doorstep.wechat.PaymentRequest;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** Pay v3's orders: made and closed by the app, paid by residents. */
public final class SimulatedPay {

    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final String NUMBER = "[0-9A-Za-z_*-]{6,32}";

    private final SimulatorKeys keys;
    private final Clock clock;
    private volatile String refundCurrency = "CNY";
    private final Map<String, SimulatedPayment> payments = Collections.synchronizedMap(new LinkedHashMap<>());

    SimulatedPay(SimulatorKeys keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    void answerOn(Routes routes, PaySignatures signatures) {
        String order = "/v3/pay/transactions/out-trade-no/{no}";
        routes.on("POST", "/v3/pay/transactions/jsapi", signatures.around(this::prepay))
                .on("GET", order, signatures.around(known(SimulatedPay::query)))
                .on("POST", order + "/close", signatures.around(known(SimulatedPay::close)));
    }

    /** Refunds are told of in this currency from now on, those that were given already too. */
    public void refundsIn(String currency) {
        refundCurrency = currency;
        for (SimulatedPayment payment : payments()) {
            synchronized (payment) {
                payment.refunds.values().forEach(refund -> refund.put("amount", in((Map<?, ?>) refund.get("amount"))));
            }
        }
    }

    private Map<Object, Object> in(Map<?, ?> amount) {
        Map<Object, Object> changed = new LinkedHashMap<>(amount);
        changed.put("currency", refundCurrency);
        return changed;
    }

    String refundCurrency() {
        return refundCurrency;
    }

    /** Newest last. */
    public List<SimulatedPayment> payments() {
        synchronized (payments) {
            return List.copyOf(payments.values());
        }
    }

    public SimulatedPayment payment(String outTradeNo) {
        SimulatedPayment payment = payments.get(outTradeNo);
        if (payment == null) {
            throw new IllegalArgumentException("no payment " + outTradeNo);
        }
        return payment;
    }

    SimulatedPayment ofTransaction(String transactionId) {
        return payments().stream()
                .filter(payment -> payment.everPaid() && payment.transactionId.equals(transactionId))
                .findAny()
                .orElse(null);
    }

    /** The payment that {@code wx.requestPayment} would show for these parameters, if the app signed them. */
    SimulatedPayment shownFor(PaymentRequest request) {
        String signed = SimulatorKeys.APP_ID + "\n" + request.timeStamp() + "\n" + request.nonceStr() + "\n"
                + request.packageValue() + "\n";
        if (!request.signType().equals("RSA") || !keys.signedByMerchant(signed, request.paySign())) {
            throw new IllegalArgumentException("requestPayment: the signature does not fit");
        }
        return payments().stream()
                .filter(payment -> request.packageValue().equals("prepay_id=" + payment.prepayId))
                .findAny()
                .orElseThrow(() -> new IllegalArgumentException("requestPayment: no such prepay_id"));
    }

    /** The resident pays; paying twice is paying once. */
    SimulatedPayment take(String outTradeNo) {
        SimulatedPayment payment = payment(outTradeNo);
        synchronized (payment) {
            if (payment.everPaid()) {
                return payment;
            }
            OffsetDateTime now = now();
            if (payment.state.equals("CLOSED") || now.isAfter(payment.expiresAt)) {
                throw new IllegalStateException("the order is closed or has expired");
            }
            payment.paid(now);
            return payment;
        }
    }

    OffsetDateTime now() {
        return OffsetDateTime.ofInstant(clock.instant(), SHANGHAI);
    }

    private Answer prepay(Call call) {
        JsonNode order = call.json();
        if (!order.path("appid").asString("").equals(SimulatorKeys.APP_ID)
                || !order.path("mchid").asString("").equals(SimulatorKeys.MERCHANT_ID)) {
            return Answer.error(400, "APPID_MCHID_NOT_MATCH", "appid and mchid do not fit");
        }
        SimulatedPayment wanted;
        try {
            wanted = new SimulatedPayment(
                    order.path("out_trade_no").asString(""),
                    order.path("payer").path("openid").asString(""),
                    order.path("amount").path("total").asLong(0),
                    order.path("description").asString(""),
                    order.path("notify_url").asString(""),
                    OffsetDateTime.parse(order.path("time_expire").asString("")));
        } catch (DateTimeException notATime) {
            return Answer.error(400, "PARAM_ERROR", "time_expire");
        }
        return complete(wanted) ? place(wanted) : Answer.error(400, "PARAM_ERROR", "a field is missing or wrong");
    }

    private boolean complete(SimulatedPayment wanted) {
        return wanted.outTradeNo.matches(NUMBER)
                && wanted.openId.startsWith("openid-")
                && wanted.amountFen > 0
                && !wanted.description.isEmpty()
                && wanted.description.length() <= 127
                && wanted.notifyUrl.startsWith("http")
                && wanted.expiresAt.isAfter(now());
    }

    Answer place(SimulatedPayment wanted) {
        SimulatedPayment before = payments.putIfAbsent(wanted.outTradeNo, wanted);
        if (before == null) {
            return Answer.ok(Map.of("prepay_id", wanted.prepayId));
        }
        if (before.everPaid()) {
            return Answer.error(400, "ORDERPAID", "the order is paid");
        }
        if (before.state.equals("CLOSED")) {
            return Answer.error(400, "ORDER_CLOSED", "the order is closed");
        }
        boolean same = before.amountFen == wanted.amountFen && before.openId.equals(wanted.openId);
        return same
                ? Answer.ok(Map.of("prepay_id", before.prepayId))
                : Answer.error(403, "OUT_TRADE_NO_USED", "the number belongs to another order");
    }

    private Function<Call, Answer> known(BiFunction<SimulatedPayment, Call, Answer> answers) {
        return call -> {
            SimulatedPayment payment = payments.get(call.part("no"));
            return payment == null
                    ? Answer.error(404, "ORDER_NOT_EXIST", "no such order")
                    : answers.apply(payment, call);
        };
    }

    private static Answer query(SimulatedPayment payment, Call call) {
        return call.query("mchid").equals(SimulatorKeys.MERCHANT_ID)
                ? Answer.ok(payment.transaction())
                : Answer.error(400, "PARAM_ERROR", "mchid");
    }

    private static Answer close(SimulatedPayment payment, Call call) {
        synchronized (payment) {
            if (payment.everPaid()) {
                return Answer.error(400, "ORDERPAID", "the order is paid");
            }
            payment.state = "CLOSED";
            return Answer.empty();
        }
    }
}
