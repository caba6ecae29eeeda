package community.doorstep.wechat;

import com.wechat.pay.java.service.payments.jsapi.model.Amount;
import com.wechat.pay.java.service.payments.jsapi.model.Payer;
import com.wechat.pay.java.service.payments.jsapi.model.PrepayRequest;
import com.wechat.pay.java.service.refund.model.AmountReq;
import com.wechat.pay.java.service.refund.model.CreateRequest;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** Our orders in the SDK's words. */
record PayRequests(WechatSettings settings) {

    private static final String CURRENCY = "CNY";
    private static final int LONGEST_DESCRIPTION = 127;
    private static final int LONGEST_REASON = 80;
    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final DateTimeFormatter TO_THE_SECOND = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssXXX");

    PrepayRequest prepay(PrepayOrder order) {
        Amount amount = new Amount();
        amount.setTotal(Math.toIntExact(order.amountFen()));
        amount.setCurrency(CURRENCY);
        Payer payer = new Payer();
        payer.setOpenid(order.openId());
        PrepayRequest request = new PrepayRequest();
        request.setAppid(settings.appId());
        request.setMchid(settings.pay().merchantId());
        request.setNotifyUrl(settings.pay().notifyUrl());
        request.setOutTradeNo(order.outTradeNo());
        request.setDescription(cut(order.description(), LONGEST_DESCRIPTION));
        request.setTimeExpire(TO_THE_SECOND.format(order.expiresAt().atZoneSameInstant(SHANGHAI)));
        request.setAmount(amount);
        request.setPayer(payer);
        return request;
    }

    CreateRequest refund(RefundOrder order) {
        AmountReq amount = new AmountReq();
        amount.setRefund(order.refundFen());
        amount.setTotal(order.totalFen());
        amount.setCurrency(CURRENCY);
        CreateRequest request = new CreateRequest();
        request.setOutTradeNo(order.outTradeNo());
        request.setOutRefundNo(order.outRefundNo());
        request.setReason(cut(order.reason(), LONGEST_REASON));
        request.setNotifyUrl(settings.pay().notifyUrl());
        request.setAmount(amount);
        return request;
    }

    private static String cut(String text, int most) {
        return text.codePointCount(0, text.length()) <= most
                ? text
                : text.substring(0, text.offsetByCodePoints(0, most));
    }
}
