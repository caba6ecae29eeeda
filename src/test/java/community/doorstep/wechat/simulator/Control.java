package community.doorstep.wechat.simulator;

import community.doorstep.wechat.PaymentRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.IntStream;

/** What a person at the keyboard can make residents and WeChat do: the simulator's own paths. */
final class Control {

    private static final String PAGE = read("/simulator/page.html");

    private final WechatSimulator simulator;

    Control(WechatSimulator simulator) {
        this.simulator = simulator;
    }

    private static String read(String resource) {
        try (InputStream page = Objects.requireNonNull(Control.class.getResourceAsStream(resource))) {
            return new String(page.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    void answerOn(Routes routes) {
        routes.on("GET", "/", call -> Answer.html(200, PAGE))
                .on("GET", "/simulator/people", call -> Answer.ok(simulator.people()))
                .on("GET", "/simulator/payments", this::payments)
                .on(
                        "GET",
                        "/simulator/messages",
                        call -> newest(call, simulator.miniProgram().messages()))
                .on(
                        "GET",
                        "/simulator/telephone",
                        call -> newest(call, simulator.telephone().said()))
                .on("POST", "/simulator/request-payment", orElse(this::requestPayment))
                .on(
                        "GET",
                        "/simulator/photos",
                        call -> newest(call, simulator.checks().looked()))
                .on("POST", "/simulator/events/{trace}", orElse(this::tell))
                .on("POST", "/simulator/pay/{no}", orElse(this::pay))
                .on("POST", "/simulator/refuse/{no}", orElse(this::refuse))
                .on("POST", "/simulator/refunded/{no}", orElse(this::refunded))
                .on("POST", "/simulator/delay", orElse(this::delay))
                .on("POST", "/simulator/fail", orElse(this::fail))
                .on("POST", "/simulator/accept", orElse(this::accept))
                .on("POST", "/simulator/forget", call -> forget());
    }

    private Answer payments(Call call) {
        return newest(
                call,
                simulator.pay().payments().stream()
                        .map(SimulatedPayment::summary)
                        .toList());
    }

    /** All, or as many of the last as are asked for: a page cannot show ten thousand. */
    private static Answer newest(Call call, List<?> all) {
        int wanted = Integer.parseInt(call.query("newest", String.valueOf(all.size())));
        return Answer.ok(all.subList(Math.max(0, all.size() - wanted), all.size()));
    }

    private Answer pay(Call call) {
        Callback.Manner manner =
                Callback.Manner.valueOf(call.query("callback", "plain").toUpperCase(Locale.ROOT));
        int times = Integer.parseInt(call.query("times", "1"));
        List<Integer> statuses = simulator.pay(call.part("no"), manner, times);
        return Answer.ok(Map.of("acknowledged", statuses));
    }

    /** As {@code wx.requestPayment}, for the app in a browser. */
    private Answer requestPayment(Call call) {
        PaymentRequest request = Call.JSON.treeToValue(call.json(), PaymentRequest.class);
        return Answer.ok(Map.of("acknowledged", simulator.requestPayment(request)));
    }

    private Answer tell(Call call) {
        int times = Integer.parseInt(call.query("times", "1"));
        List<Integer> statuses = IntStream.range(0, times)
                .mapToObj(time -> simulator.checks().tell(call.part("trace"), call.query("suggest", "pass")))
                .toList();
        return Answer.ok(Map.of("acknowledged", statuses));
    }

    private Answer refuse(Call call) {
        simulator.refuse(call.part("no"));
        return Answer.ok(Map.of("refused", call.part("no")));
    }

    private Answer refunded(Call call) {
        Callback.Manner manner =
                Callback.Manner.valueOf(call.query("callback", "plain").toUpperCase(Locale.ROOT));
        int times = Integer.parseInt(call.query("times", "1"));
        String status = call.query("status", "SUCCESS");
        return Answer.ok(Map.of("acknowledged", simulator.refunded(call.part("no"), status, manner, times)));
    }

    private Answer delay(Call call) {
        Duration by = Duration.ofMillis(Long.parseLong(call.query("millis", "0")));
        boolean callbacks = call.query("of").equals("callbacks");
        if (callbacks) {
            simulator.faults().delayCallbacks(by);
        } else {
            simulator.faults().delayReplies(by);
        }
        return Answer.ok(Map.of(callbacks ? "callbacks" : "replies", by.toMillis()));
    }

    private Answer fail(Call call) {
        int times = Integer.parseInt(call.query("times", "1"));
        simulator.faults().failNext(call.query("path", "/"), call.query("code", "SYSTEM_ERROR"), times);
        return Answer.ok(Map.of("failing", call.query("path", "/")));
    }

    private Answer accept(Call call) {
        simulator.miniProgram().accept(call.query("openid"), call.query("template"));
        return Answer.ok(Map.of("accepted", call.query("template")));
    }

    private Answer forget() {
        simulator.faults().forget();
        return Answer.ok(Map.of("faults", 0));
    }

    private static Function<Call, Answer> orElse(Function<Call, Answer> answers) {
        return call -> {
            try {
                return answers.apply(call);
            } catch (IllegalArgumentException unknown) {
                return Answer.error(404, "UNKNOWN", String.valueOf(unknown.getMessage()));
            } catch (IllegalStateException tooLate) {
                return Answer.error(409, "TOO_LATE", String.valueOf(tooLate.getMessage()));
            }
        };
    }
}
