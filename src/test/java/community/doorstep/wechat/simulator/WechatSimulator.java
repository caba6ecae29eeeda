package community.doorstep.wechat.simulator;

import community.doorstep.wechat.PaymentRequest;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.resources.LoopResources;

/** WeChat on loopback, for tests and the embedded run; knows nothing of Spring. */
public final class WechatSimulator implements AutoCloseable {

    /** The app in a browser stands in for WeChat's own window: it asks from another port. */
    private static final Map<String, String> FROM_ANYWHERE = Map.of("Access-Control-Allow-Origin", "*");

    private static final String NOTIFICATIONS = "/wechat/pay/notifications";

    private final int wantedPort;
    private final SimulatorKeys keys;
    private final Faults faults = new Faults();
    private final Callbacks callbacks;
    private final SimulatedMiniProgram miniProgram;
    private final SimulatedPay pay;
    private final SimulatedEvents events;
    private final SimulatedChecks checks;
    private final SimulatedCodes codes = new SimulatedCodes();
    private final SimulatedTelephone telephone = new SimulatedTelephone();
    private final SimulatedRefunds refunds;
    private final SimulatedBills bills;
    private final Routes routes = new Routes();
    private final LoopResources loops = LoopResources.create("wechat-simulator", 1, true);
    private final Scheduler threads = Schedulers.newBoundedElastic(16, 10_000, "wechat-simulator-work", 60, true);
    private final ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    private volatile List<Map<String, String>> people = List.of();
    private String app = "http://127.0.0.1:8080";
    private DisposableServer server;

    private WechatSimulator(int port, SimulatorKeys keys, Clock clock) {
        this.wantedPort = port;
        this.keys = keys;
        this.callbacks = new Callbacks(keys, faults, clock);
        this.miniProgram = new SimulatedMiniProgram(keys);
        this.pay = new SimulatedPay(keys, clock);
        this.events = new SimulatedEvents(clock);
        this.checks = new SimulatedChecks(events);
        this.refunds = new SimulatedRefunds(pay);
        this.bills = new SimulatedBills(pay);
        PaySignatures signatures = new PaySignatures(keys, faults);
        miniProgram.answerOn(routes);
        pay.answerOn(routes, signatures);
        refunds.answerOn(routes, signatures);
        bills.answerOn(routes, signatures);
        new SimulatedShipping(pay).answerOn(routes, miniProgram);
        telephone.answerOn(routes);
        checks.answerOn(routes, miniProgram);
        codes.answerOn(routes, miniProgram);
        new Control(this).answerOn(routes);
    }

    /** With keys of this run; port 0 is any. */
    public WechatSimulator(int port) {
        this(port, Clock.systemUTC());
    }

    /** The clock says when residents pay and when callbacks are signed: the app's own, where a test moves it. */
    public WechatSimulator(int port, Clock clock) {
        this(port, SimulatorKeys.ofThisRun(), clock);
    }

    /** Keeps its keys in the folder, so that the app's settings outlive a restart. */
    public WechatSimulator(int port, Path folder) {
        this(port, SimulatorKeys.in(folder), Clock.systemUTC());
    }

    /** Login codes with this prefix work any number of times; {@code dev-} does from the start. */
    public WechatSimulator knowsSample(String codePrefix) {
        miniProgram.knowsSample(codePrefix);
        return this;
    }

    /** Whom the app's sign-in page offers in a browser: {@code code}, {@code name}, who it is in {@code zh} and {@code en}. */
    public WechatSimulator introduces(List<Map<String, String>> known) {
        people = List.copyOf(known);
        return this;
    }

    List<Map<String, String>> people() {
        return people;
    }

    /** Where the app listens, e.g. http://127.0.0.1:8080; may be told when it is known. */
    public WechatSimulator callsBack(String baseUrl) {
        app = baseUrl;
        callbacks.deliverTo(baseUrl);
        events.deliverTo(baseUrl);
        return this;
    }

    public WechatSimulator start() {
        server = HttpServer.create()
                .host("127.0.0.1")
                .port(wantedPort)
                .runOn(loops)
                .channelGroup(connections)
                .handle(this::serve)
                .bindNow(Duration.ofSeconds(10));
        return this;
    }

    public String url() {
        return "http://127.0.0.1:" + server.port();
    }

    /** The settings that point the app here. */
    public Map<String, String> properties() {
        Map<String, String> properties = new LinkedHashMap<>(keys.properties());
        properties.put("doorstep.wechat.api-url", url());
        properties.put("doorstep.screens.simulator", url());
        properties.put("doorstep.wechat.pay.pay-url", url());
        properties.put("doorstep.wechat.pay.notify-url", app + NOTIFICATIONS);
        properties.put("doorstep.media.public-url", app);
        properties.putAll(SimulatedEvents.properties());
        properties.putAll(SimulatedTelephone.properties(url()));
        properties.putAll(SimulatedTemplates.properties());
        return properties;
    }

    /** The resident pays and the app is told once; answers the app's HTTP statuses. */
    public List<Integer> pay(String outTradeNo) {
        return pay(outTradeNo, Callback.Manner.PLAIN, 1);
    }

    /** The resident pays (or has paid), and the app is told so many times in this manner. */
    public List<Integer> pay(String outTradeNo, Callback.Manner manner, int times) {
        return callbacks.send(pay.take(outTradeNo), manner, times);
    }

    /** The payer has the money back (or SUCCESS is CLOSED, ABNORMAL), and the app is told so in this manner. */
    public List<Integer> refunded(String outRefundNo, String status, Callback.Manner manner, int times) {
        return callbacks.sendRefund(refunds.finish(outRefundNo, status), outRefundNo, manner, times);
    }

    /** As {@code wx.requestPayment}: fails unless the app signed the parameters. */
    public List<Integer> requestPayment(PaymentRequest request) {
        return pay(pay.shownFor(request).outTradeNo());
    }

    /** The resident leaves the payment dialogue; the order can still be paid. */
    public void refuse(String outTradeNo) {
        pay.payment(outTradeNo).declined = true;
    }

    public SimulatedMiniProgram miniProgram() {
        return miniProgram;
    }

    public SimulatedEvents events() {
        return events;
    }

    public SimulatedChecks checks() {
        return checks;
    }

    public SimulatedCodes codes() {
        return codes;
    }

    public SimulatedTelephone telephone() {
        return telephone;
    }

    public SimulatedPay pay() {
        return pay;
    }

    public SimulatedBills bills() {
        return bills;
    }

    public Callbacks callbacks() {
        return callbacks;
    }

    public Faults faults() {
        return faults;
    }

    public SimulatorKeys keys() {
        return keys;
    }

    private Publisher<Void> serve(HttpServerRequest request, HttpServerResponse response) {
        return request.receive()
                .aggregate()
                .asString()
                .defaultIfEmpty("")
                .publishOn(threads)
                .map(body -> answer(Call.of(request, body)))
                .delayUntil(answer -> Mono.delay(delay(request), threads))
                .map(answer -> own(request) ? answer.with(FROM_ANYWHERE) : answer)
                .flatMap(answer -> Mono.from(send(response, answer)));
    }

    private Answer answer(Call call) {
        try {
            return faults.insteadOf(call).orElseGet(() -> routes.answer(call));
        } catch (RuntimeException broken) {
            return Answer.error(500, "SIMULATOR_BROKEN", broken.toString());
        }
    }

    private Duration delay(HttpServerRequest request) {
        return own(request) ? Duration.ZERO : faults.repliesDelay();
    }

    private static boolean own(HttpServerRequest request) {
        return request.uri().equals("/")
                || request.uri().startsWith("/simulator/")
                || request.uri().startsWith(SimulatedTelephone.PATH);
    }

    private static Publisher<Void> send(HttpServerResponse response, Answer answer) {
        response.status(HttpResponseStatus.valueOf(answer.status()));
        answer.headers().forEach(response::header);
        if (answer.body().isEmpty()) {
            return response.send();
        }
        response.header(HttpHeaderNames.CONTENT_TYPE, answer.contentType());
        return answer.contentType().startsWith("image/")
                ? response.sendByteArray(Mono.just(answer.body().getBytes(StandardCharsets.ISO_8859_1)))
                : response.sendString(Mono.just(answer.body()));
    }

    @Override
    public void close() {
        if (server != null) {
            // Whoever keeps a connection must find it gone.
            connections.close().awaitUninterruptibly();
            server.disposeNow(Duration.ofSeconds(5));
        }
        threads.dispose();
        loops.dispose();
    }
}
