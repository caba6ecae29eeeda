package community.doorstep.wechat;

/**
 * Tells WeChat that a paid order was delivered; without it the money stays frozen.
 *
 * @param itemDescription what was bought, at most 120 characters
 * @param logisticsType WeChat's number: 2 delivered within the city, 3 nothing to carry (a service), 4 picked up
 */
public record ShippingRecord(String transactionId, String payerOpenId, String itemDescription, int logisticsType) {}
