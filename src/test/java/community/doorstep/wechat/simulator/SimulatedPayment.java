package community.doorstep.wechat.simulator;

import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** An order at the simulator, from prepay to refund. */
public final class SimulatedPayment {

    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssXXX");

    final String outTradeNo;
    final String prepayId = "wx" + UUID.randomUUID().toString().replace("-", "");
    final String eventId = UUID.randomUUID().toString();
    final String openId;
    final long amountFen;
    final String description;
    final String notifyUrl;
    final OffsetDateTime expiresAt;
    final Map<String, Map<String, Object>> refunds = new LinkedHashMap<>();
    final List<Integer> acknowledgements = new ArrayList<>();
    String state = "NOTPAY";
    String transactionId = "";
    String paidAt = "";
    final Deque<Integer> shippingAnswers = new ArrayDeque<>();
    boolean declined;
    boolean shipped;
    long refundedFen;

    SimulatedPayment(
            String outTradeNo,
            String openId,
            long amountFen,
            String description,
            String notifyUrl,
            OffsetDateTime expiresAt) {
        this.outTradeNo = outTradeNo;
        this.openId = openId;
        this.amountFen = amountFen;
        this.description = description;
        this.notifyUrl = notifyUrl;
        this.expiresAt = expiresAt;
    }

    void paid(OffsetDateTime at) {
        state = "SUCCESS";
        paidAt = SECONDS.format(at);
        transactionId = "42000" + at.format(DateTimeFormatter.ofPattern("yyyyMMddHHmmss"))
                + ThreadLocalRandom.current().nextInt(100_000_000, 1_000_000_000);
    }

    boolean everPaid() {
        return !transactionId.isEmpty();
    }

    /** As Pay tells it, when asked and inside a callback. */
    Map<String, Object> transaction() {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("appid", SimulatorKeys.APP_ID);
        told.put("mchid", SimulatorKeys.MERCHANT_ID);
        told.put("out_trade_no", outTradeNo);
        told.put("trade_state", state);
        told.put("trade_state_desc", state);
        told.put("trade_type", "JSAPI");
        told.put("attach", "");
        told.put("amount", Map.of("total", amountFen, "currency", "CNY"));
        if (everPaid()) {
            told.put("transaction_id", transactionId);
            told.put("bank_type", "OTHERS");
            told.put("success_time", paidAt);
            told.put("payer", Map.of("openid", openId));
            told.put(
                    "amount",
                    Map.of("total", amountFen, "payer_total", amountFen, "currency", "CNY", "payer_currency", "CNY"));
        }
        return told;
    }

    /** As Pay tells of a refund in a callback. */
    Map<String, Object> refundTold(String outRefundNo) {
        Map<String, Object> refund = refunds.get(outRefundNo);
        if (refund == null) {
            throw new IllegalArgumentException("no refund " + outRefundNo);
        }
        Map<String, Object> told = new LinkedHashMap<>(refund);
        told.put("mchid", SimulatorKeys.MERCHANT_ID);
        told.put("refund_status", told.remove("status"));
        return told;
    }

    /** Our numbers of its refunds. */
    public List<String> refundNumbers() {
        return List.copyOf(refunds.keySet());
    }

    /** For the page and the list of the simulator itself. */
    Map<String, Object> summary() {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("outTradeNo", outTradeNo);
        told.put("openId", openId);
        told.put("amountFen", amountFen);
        told.put("description", description);
        told.put("state", state);
        told.put("declined", declined);
        told.put("transactionId", transactionId);
        told.put("refundedFen", refundedFen);
        told.put("refunds", List.copyOf(refunds.keySet()));
        told.put("shipped", shipped);
        told.put("expiresAt", SECONDS.format(expiresAt));
        told.put("acknowledgements", List.copyOf(acknowledgements));
        return told;
    }

    public String outTradeNo() {
        return outTradeNo;
    }

    public long amountFen() {
        return amountFen;
    }

    public String state() {
        return state;
    }

    public String transactionId() {
        return transactionId;
    }

    public long refundedFen() {
        return refundedFen;
    }

    /** The next uploads of its shipping record are answered with these errcodes. */
    public void answerShipping(Integer... codes) {
        synchronized (this) {
            shippingAnswers.addAll(List.of(codes));
        }
    }

    public boolean shipped() {
        return shipped;
    }

    /** The HTTP statuses with which the app answered the callbacks; 0 where it could not be reached. */
    public List<Integer> acknowledgements() {
        return List.copyOf(acknowledgements);
    }
}
