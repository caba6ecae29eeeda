package community.doorstep.wechat.simulator;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Tells the app of payments, in whichever manner it is told to. */
public final class Callbacks {

    /** WeChat itself waits this long for the app's answer. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final SimulatorKeys keys;
    private final Faults faults;
    private final Clock clock;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private volatile URI deliverTo;

    Callbacks(SimulatorKeys keys, Faults faults, Clock clock) {
        this.keys = keys;
        this.faults = faults;
        this.clock = clock;
    }

    /** Sends to this app, e.g. http://127.0.0.1:8080, whatever host the order's notify_url names. */
    public void deliverTo(String baseUrl) {
        deliverTo = URI.create(baseUrl);
    }

    /** The callback for a payment as it would be sent now; the same event each time. */
    public Callback of(SimulatedPayment payment, Callback.Manner manner) {
        return of(event(payment), manner);
    }

    /** The callback for the end of a refund. */
    public Callback ofRefund(SimulatedPayment payment, String outRefundNo, Callback.Manner manner) {
        return of(refundEvent(payment, outRefundNo), manner);
    }

    private Callback of(Map<String, Object> event, Callback.Manner manner) {
        String body = Call.JSON.writeValueAsString(event);
        Duration age = manner == Callback.Manner.STALE ? Duration.ofMinutes(10) : Duration.ZERO;
        String timestamp = String.valueOf(clock.instant().minus(age).getEpochSecond());
        String nonce = SimulatorKeys.random(16);
        String text = timestamp + "\n" + nonce + "\n" + body + "\n";
        String signature = switch (manner) {
            case FORGED -> keys.forged(text);
            case SIGNTEST -> "WECHATPAY/SIGNTEST/" + keys.signedByWechat(text);
            case PLAIN, STALE, DROPPED -> keys.signedByWechat(text);
        };
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", "application/json");
        headers.put("Wechatpay-Serial", SimulatorKeys.PUBLIC_KEY_ID);
        headers.put("Wechatpay-Signature-Type", "WECHATPAY2-SHA256-RSA2048");
        headers.put("Wechatpay-Timestamp", timestamp);
        headers.put("Wechatpay-Nonce", nonce);
        headers.put("Wechatpay-Signature", signature);
        return new Callback(headers, body.getBytes(StandardCharsets.UTF_8));
    }

    /** Sends it so many times, one after the other, and answers the app's statuses; 0 where it cannot be reached. */
    public List<Integer> send(SimulatedPayment payment, Callback.Manner manner, int times) {
        List<Integer> statuses = new ArrayList<>();
        for (int sent = 0; sent < times && manner != Callback.Manner.DROPPED; sent++) {
            statuses.add(post(payment.notifyUrl, of(payment, manner)));
        }
        synchronized (payment) {
            payment.acknowledgements.addAll(statuses);
        }
        return statuses;
    }

    /** Tells so many times what became of a refund; answers the app's statuses. */
    public List<Integer> sendRefund(SimulatedPayment payment, String outRefundNo, Callback.Manner manner, int times) {
        List<Integer> statuses = new ArrayList<>();
        for (int sent = 0; sent < times && manner != Callback.Manner.DROPPED; sent++) {
            statuses.add(post(payment.notifyUrl, ofRefund(payment, outRefundNo, manner)));
        }
        return statuses;
    }

    private int post(String notifyUrl, Callback callback) {
        HttpRequest.Builder request = HttpRequest.newBuilder(target(URI.create(notifyUrl)))
                .timeout(PATIENCE)
                .POST(HttpRequest.BodyPublishers.ofByteArray(callback.body()));
        callback.headers().forEach(request::header);
        try {
            Thread.sleep(faults.callbacksDelay().toMillis());
            return http.send(request.build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException unreachable) {
            return 0;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    private URI target(URI notifyUrl) {
        URI app = deliverTo;
        return app == null ? notifyUrl : app.resolve(notifyUrl.getRawPath());
    }

    private Map<String, Object> resource(String type, Map<String, Object> told) {
        String nonce = SimulatorKeys.random(6);
        Map<String, Object> resource = new LinkedHashMap<>();
        resource.put("original_type", type);
        resource.put("algorithm", "AEAD_AES_256_GCM");
        resource.put("ciphertext", keys.encrypted(Call.JSON.writeValueAsString(told), nonce, type));
        resource.put("associated_data", type);
        resource.put("nonce", nonce);
        return resource;
    }

    private Map<String, Object> refundEvent(SimulatedPayment payment, String outRefundNo) {
        Map<String, Object> told = payment.refundTold(outRefundNo);
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("id", "refund-" + outRefundNo);
        event.put("create_time", payment.paidAt);
        event.put("resource_type", "encrypt-resource");
        event.put("event_type", "REFUND." + told.get("refund_status"));
        event.put("summary", "退款");
        event.put("resource", resource("refund", told));
        return event;
    }

    private Map<String, Object> event(SimulatedPayment payment) {
        Map<String, Object> resource = resource("transaction", payment.transaction());
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("id", payment.eventId);
        event.put("create_time", payment.paidAt);
        event.put("resource_type", "encrypt-resource");
        event.put("event_type", "TRANSACTION.SUCCESS");
        event.put("summary", "支付成功");
        event.put("resource", resource);
        return event;
    }
}
