package community.doorstep.wechat.simulator;

import tools.jackson.databind.JsonNode;

/** The shipping records that free the money of paid orders. */
final class SimulatedShipping {

    private static final int LONGEST_DESCRIPTION = 120;

    private final SimulatedPay pay;

    SimulatedShipping(SimulatedPay pay) {
        this.pay = pay;
    }

    void answerOn(Routes routes, SimulatedMiniProgram miniProgram) {
        routes.on("POST", "/wxa/sec/order/upload_shipping_info", miniProgram.withToken(this::upload));
    }

    private Answer upload(Call call) {
        JsonNode record = call.json();
        SimulatedPayment payment = pay.ofTransaction(
                record.path("order_key").path("transaction_id").asString(""));
        if (payment == null) {
            return Answer.errcode(10060001, "支付单不存在");
        }
        int logistics = record.path("logistics_type").asInt(0);
        if (logistics < 1 || logistics > 4 || record.path("delivery_mode").asInt(0) != 1) {
            return Answer.errcode(268485224, "发货方式非法");
        }
        JsonNode items = record.path("shipping_list");
        String item = items.path(0).path("item_desc").asString("");
        if (items.size() != 1 || item.isEmpty() || item.codePointCount(0, item.length()) > LONGEST_DESCRIPTION) {
            return Answer.errcode(10060008, "商品描述有误");
        }
        if (!record.path("payer").path("openid").asString("").equals(payment.openId)) {
            return Answer.errcode(10060031, "该笔支付单不属于 openid 所指定的用户");
        }
        if (record.path("upload_time").asString("").isEmpty()) {
            return Answer.errcode(268485216, "上传时间非法");
        }
        synchronized (payment) {
            if (!payment.shippingAnswers.isEmpty()) {
                return Answer.errcode(payment.shippingAnswers.remove(), "told to fail");
            }
            if (payment.shipped) {
                return Answer.errcode(10060002, "支付单已完成发货，无法继续发货");
            }
            payment.shipped = true;
            return Answer.errcode(0, "ok");
        }
    }
}
