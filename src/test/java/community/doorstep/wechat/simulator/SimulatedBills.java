package community.doorstep.wechat.simulator;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Pay v3's bills of a day, as WeChat writes them; can be told to leave out, change or add what the app does not know. */
public final class SimulatedBills {

    private static final String TRADE_NAMES = "交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,"
            + "付款银行,货币种类,应结订单金额,代金券金额,微信退款单号,商户退款单号,退款金额,充值券退款金额,退款类型,退款状态,商品名称,商户数据包,手续费,费率,"
            + "订单金额,申请退款金额,费率备注";
    private static final String FLOW_NAMES = "记账时间,微信支付业务单号,资金流水单号,业务名称,业务类型,收支类型,收支金额(元),账户结余(元),资金变更提交申请人,备注,业务凭证号";

    private record Line(OffsetDateTime at, String wechat, String no, String refund, String refundNo, long fen) {}

    private final SimulatedPay pay;
    private final Map<String, byte[]> files = new ConcurrentHashMap<>();
    private final Set<String> hidden = new HashSet<>();
    private final Set<String> withoutFlow = new HashSet<>();
    private final Map<String, Long> changed = new HashMap<>();
    private final List<Line> foreign = new ArrayList<>();
    private final List<Line> withdrawn = new ArrayList<>();
    private volatile boolean spoilt;

    SimulatedBills(SimulatedPay pay) {
        this.pay = pay;
    }

    void answerOn(Routes routes, PaySignatures signatures) {
        routes.on("GET", "/v3/bill/tradebill", signatures.around(call -> bill(call, this::trades)))
                .on("GET", "/v3/bill/fundflowbill", signatures.around(call -> bill(call, this::flows)))
                .on("GET", "/v3/billdownload/file", signatures.around(this::download));
    }

    /** The bills leave this number out. */
    public synchronized void hide(String number) {
        hidden.add(number);
    }

    public synchronized void hideFlow(String number) {
        withoutFlow.add(number);
    }

    /** The bills have another amount for it. */
    public synchronized void change(String number, long fen) {
        changed.put(number, fen);
    }

    /** Somebody else was paid through the same merchant. */
    public synchronized void addForeign(String number, long fen) {
        foreign.add(new Line(pay.now(), "4200000" + number, number, "0", "0", fen));
    }

    public synchronized void withdraw(long fen) {
        withdrawn.add(new Line(pay.now(), "W" + SimulatorKeys.random(8), "", "0", "0", fen));
    }

    /** What is downloaded does not fit its hash. */
    public void spoil(boolean spoilt) {
        this.spoilt = spoilt;
    }

    private Answer bill(Call call, Function<LocalDate, List<String>> lines) {
        LocalDate day = LocalDate.parse(call.query("bill_date"));
        if (!day.isBefore(pay.now().toLocalDate())) {
            return Answer.error(400, "PARAM_ERROR", "the day is not over");
        }
        List<String> written = lines.apply(day);
        if (written.size() == 1) {
            return Answer.error(400, "NO_STATEMENT_EXIST", "nothing that day");
        }
        byte[] file = String.join("\r\n", written).getBytes(StandardCharsets.UTF_8);
        String token = SimulatorKeys.random(16);
        files.put(token, file);
        return Answer.ok(Map.of(
                "hash_type",
                "SHA1",
                "hash_value",
                sha1(file),
                "download_url",
                "https://api.mch.weixin.qq.com/v3/billdownload/file?token=" + token));
    }

    private Answer download(Call call) {
        byte[] file = files.get(call.query("token"));
        if (file == null) {
            return Answer.error(404, "NOT_FOUND", "no such file");
        }
        String text = new String(file, StandardCharsets.UTF_8);
        return new Answer(200, "text/plain; charset=utf-8", spoilt ? text + "`" : text, Map.of());
    }

    private synchronized List<String> trades(LocalDate day) {
        List<String> lines = new ArrayList<>(List.of("\uFEFF" + TRADE_NAMES));
        for (Line line : linesOf(day)) {
            boolean refund = !line.refundNo().equals("0");
            String fee = yuan(fee(line));
            lines.add(cells(
                    time(line.at()),
                    SimulatorKeys.APP_ID,
                    SimulatorKeys.MERCHANT_ID,
                    "0",
                    "",
                    line.wechat(),
                    line.no(),
                    "openid",
                    "JSAPI",
                    refund ? "REFUND" : "SUCCESS",
                    "OTHERS",
                    "CNY",
                    refund ? "0.00" : yuan(line.fen()),
                    "0.00",
                    line.refund(),
                    line.refundNo(),
                    refund ? yuan(line.fen()) : "0.00",
                    "0.00",
                    refund ? "ORIGINAL" : "",
                    refund ? "SUCCESS" : "",
                    "四点半课堂, \"陶艺\"",
                    "",
                    fee,
                    "0.60%",
                    refund ? "0.00" : yuan(line.fen()),
                    refund ? yuan(line.fen()) : "0.00",
                    ""));
        }
        if (lines.size() > 1) {
            lines.add("总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额");
            lines.add(cells(String.valueOf(lines.size() - 2), "0.00", "0.00", "0.00", "0.00000", "0.00", "0.00"));
        }
        return lines;
    }

    private synchronized List<String> flows(LocalDate day) {
        List<String> lines = new ArrayList<>(List.of("\uFEFF" + FLOW_NAMES));
        for (Line line : linesOf(day)) {
            boolean refund = !line.refundNo().equals("0");
            String wechat = refund ? line.refund() : line.wechat();
            String no = refund ? line.refundNo() : line.no();
            if (!withoutFlow.contains(no)) {
                lines.add(flow(line, wechat, refund ? "退款" : "交易", refund ? "支出" : "收入", line.fen(), no));
                if (fee(line) != 0) {
                    lines.add(flow(line, wechat, "扣除交易手续费", refund ? "收入" : "支出", Math.abs(fee(line)), no));
                }
            }
        }
        withdrawn.stream()
                .filter(line -> line.at().toLocalDate().equals(day))
                .forEach(line -> lines.add(flow(line, line.wechat(), "提现", "支出", line.fen(), "")));
        if (lines.size() > 1) {
            lines.add("资金流水总笔数,收入笔数,收入金额,支出笔数,支出金额");
            lines.add(cells(String.valueOf(lines.size() - 2), "0", "0.00", "0", "0.00"));
        }
        return lines;
    }

    private static String flow(Line line, String wechat, String type, String way, long fen, String no) {
        String flowNumber = "F" + wechat + type.length() + way.length();
        return cells(time(line.at()), wechat, flowNumber, type, type, way, yuan(fen), "0.00", "system", "", no);
    }

    private List<Line> linesOf(LocalDate day) {
        List<Line> lines = new ArrayList<>();
        for (SimulatedPayment payment : pay.payments()) {
            synchronized (payment) {
                if (payment.everPaid()) {
                    OffsetDateTime at = OffsetDateTime.parse(payment.paidAt);
                    lines.add(new Line(
                            at,
                            payment.transactionId,
                            payment.outTradeNo,
                            "0",
                            "0",
                            amount(payment.outTradeNo, payment.amountFen)));
                    payment.refunds.forEach((no, refund) -> lines.add(new Line(
                            at,
                            payment.transactionId,
                            payment.outTradeNo,
                            String.valueOf(refund.get("refund_id")),
                            no,
                            amount(no, (Long) ((Map<?, ?>) refund.get("amount")).get("refund")))));
                }
            }
        }
        lines.addAll(foreign);
        lines.removeIf(line -> !line.at().toLocalDate().equals(day)
                || hidden.contains(line.refundNo().equals("0") ? line.no() : line.refundNo()));
        return lines;
    }

    private long amount(String number, long fen) {
        return changed.getOrDefault(number, fen);
    }

    /** 0.6 percent, half up; given back with a refund. */
    private static long fee(Line line) {
        long fee = (line.fen() * 6 + 500) / 1000;
        return line.refundNo().equals("0") ? fee : -fee;
    }

    private static String time(OffsetDateTime at) {
        return at.toLocalDate() + " "
                + at.toLocalTime().withNano(0).format(java.time.format.DateTimeFormatter.ISO_LOCAL_TIME);
    }

    private static String yuan(long fen) {
        return (fen < 0 ? "-" : "") + Math.abs(fen) / 100 + "." + String.format("%02d", Math.abs(fen) % 100);
    }

    private static String cells(String... cells) {
        return "`" + String.join(",`", cells);
    }

    private static String sha1(byte[] file) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(file));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
