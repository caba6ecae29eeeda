package community.doorstep.wechat;

import com.wechat.pay.java.service.payments.model.Transaction;
import com.wechat.pay.java.service.payments.model.TransactionAmount;
import com.wechat.pay.java.service.payments.model.TransactionPayer;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** Reads the SDK's transaction, of which any field may be absent. */
final class PaymentNotices {

    private PaymentNotices() {}

    static PaymentNotice of(String eventId, Transaction transaction) {
        TransactionAmount amount = transaction.getAmount();
        TransactionPayer payer = transaction.getPayer();
        Transaction.TradeStateEnum state = transaction.getTradeState();
        String paidAt = transaction.getSuccessTime();
        return new PaymentNotice(
                eventId,
                orEmpty(transaction.getOutTradeNo()),
                orEmpty(transaction.getTransactionId()),
                orEmpty(transaction.getMchid()),
                orEmpty(transaction.getAppid()),
                amount == null || amount.getTotal() == null ? 0 : amount.getTotal(),
                amount == null ? "" : orEmpty(amount.getCurrency()),
                state == null ? "UNKNOWN" : state.name(),
                payer == null ? "" : orEmpty(payer.getOpenid()),
                paidAt == null || paidAt.isEmpty() ? null : OffsetDateTime.parse(paidAt));
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
