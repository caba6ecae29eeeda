package community.doorstep.wechat.simulator;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import tools.jackson.databind.JsonNode;

/** Pay v3's refunds: accepted first, and done by the time one asks. */
final class SimulatedRefunds {

    private final SimulatedPay pay;

    SimulatedRefunds(SimulatedPay pay) {
        this.pay = pay;
    }

    void answerOn(Routes routes, PaySignatures signatures) {
        routes.on("POST", "/v3/refund/domestic/refunds", signatures.around(this::refund))
                .on("GET", "/v3/refund/domestic/refunds/{no}", signatures.around(this::query));
    }

    private Answer refund(Call call) {
        JsonNode asked = call.json();
        String outTradeNo = asked.path("out_trade_no").asString("");
        String outRefundNo = asked.path("out_refund_no").asString("");
        long fen = asked.path("amount").path("refund").asLong(0);
        long total = asked.path("amount").path("total").asLong(0);
        SimulatedPayment payment = pay.payments().stream()
                .filter(each -> each.outTradeNo.equals(outTradeNo) && each.everPaid())
                .findAny()
                .orElse(null);
        if (payment == null) {
            return Answer.error(404, "RESOURCE_NOT_EXISTS", "no such paid order");
        }
        if (outRefundNo.isEmpty() || outRefundNo.length() > 64 || fen <= 0 || total != payment.amountFen) {
            return Answer.error(400, "PARAM_ERROR", "a field is missing or wrong");
        }
        synchronized (payment) {
            return given(payment, outRefundNo, fen);
        }
    }

    private Answer given(SimulatedPayment payment, String outRefundNo, long fen) {
        Map<String, Object> before = payment.refunds.get(outRefundNo);
        if (before != null) {
            boolean same = ((Map<?, ?>) before.get("amount")).get("refund").equals(fen);
            return same ? Answer.ok(before) : Answer.error(400, "INVALID_REQUEST", "the number has another amount");
        }
        if (payment.refundedFen + fen > payment.amountFen) {
            return Answer.error(400, "INVALID_REQUEST", "more than was paid");
        }
        payment.refundedFen += fen;
        payment.state = "REFUND";
        Map<String, Object> refund = new LinkedHashMap<>();
        refund.put("refund_id", "50000" + ThreadLocalRandom.current().nextLong(1_000_000_000_000L, 9_999_999_999_999L));
        refund.put("out_refund_no", outRefundNo);
        refund.put("transaction_id", payment.transactionId);
        refund.put("out_trade_no", payment.outTradeNo);
        refund.put("channel", "ORIGINAL");
        refund.put("user_received_account", "支付用户零钱");
        refund.put("create_time", payment.paidAt);
        refund.put("status", "PROCESSING");
        refund.put("amount", Map.of("total", payment.amountFen, "refund", fen, "currency", pay.refundCurrency()));
        payment.refunds.put(outRefundNo, refund);
        return Answer.ok(refund);
    }

    /** The refund comes to its end, if it has not yet; answers its payment. */
    SimulatedPayment finish(String outRefundNo, String status) {
        for (SimulatedPayment payment : pay.payments()) {
            synchronized (payment) {
                Map<String, Object> refund = payment.refunds.get(outRefundNo);
                if (refund != null) {
                    refund.replace("status", "PROCESSING", status);
                    return payment;
                }
            }
        }
        throw new IllegalArgumentException("no refund " + outRefundNo);
    }

    private Answer query(Call call) {
        for (SimulatedPayment payment : pay.payments()) {
            synchronized (payment) {
                Map<String, Object> refund = payment.refunds.get(call.part("no"));
                if (refund != null) {
                    refund.replace("status", "PROCESSING", "SUCCESS");
                    return Answer.ok(refund);
                }
            }
        }
        return Answer.error(404, "RESOURCE_NOT_EXISTS", "no such refund");
    }
}
