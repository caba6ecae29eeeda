package community.doorstep.checkout;

import community.doorstep.catalog.Community;
import community.doorstep.payment.Receipt;
import community.doorstep.shared.Money;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.stream.Collectors;

/** A receipt as people read it. */
final class ReceiptPaper {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

    private ReceiptPaper() {}

    static String print(Receipt receipt, Community community) {
        DateTimeFormatter times = TIME.withZone(community.zone());
        StringBuilder paper = new StringBuilder("家门口 收据\n\n");
        line(paper, "社区", community.name());
        line(paper, "时间", times.format(receipt.paidAt()));
        line(paper, "编号", receipt.number());
        line(paper, "方式", receipt.way().equals("CASH") ? "现金" : "微信支付");
        if (receipt.wechatNumber() != null) {
            line(paper, "微信单号", receipt.wechatNumber());
        }
        paper.append('\n');
        paper.append(receipt.lines().stream()
                .map(item -> item.words() + "\t" + yuan(item.amountFen()) + "\n")
                .collect(Collectors.joining()));
        line(paper, "合计", yuan(receipt.amountFen()));
        receipt.refunds().forEach(back -> line(paper, back(back, times), "-" + yuan(back.amountFen())));
        return paper.toString();
    }

    private static String back(Receipt.Back back, DateTimeFormatter times) {
        Instant done = back.doneAt();
        return "退款（" + back.reason() + "，" + (done == null ? "处理中" : times.format(done)) + "）";
    }

    private static String yuan(long fen) {
        return Money.fen(fen) + " 元";
    }

    private static void line(StringBuilder paper, String name, String value) {
        paper.append(name).append('：').append(value).append('\n');
    }
}
