package community.doorstep.wechat;

import com.wechat.pay.java.core.RSAPublicKeyConfig;
import com.wechat.pay.java.core.exception.ServiceException;
import com.wechat.pay.java.core.http.HttpClient;
import com.wechat.pay.java.service.billdownload.BillDownloadService;
import com.wechat.pay.java.service.billdownload.model.AccountType;
import com.wechat.pay.java.service.billdownload.model.BillType;
import com.wechat.pay.java.service.billdownload.model.GetFundFlowBillRequest;
import com.wechat.pay.java.service.billdownload.model.GetTradeBillRequest;
import com.wechat.pay.java.service.billdownload.model.QueryBillEntity;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/** The bills of a day, fetched and checked against the hash that WeChat signed. Blocks. */
final class PayBills {

    /** About 200,000 lines. */
    private static final int LARGEST = 64 * 1024 * 1024;

    private static final String NOTHING_THAT_DAY = "NO_STATEMENT_EXIST";
    private static final String BEING_MADE = "STATEMENT_CREATING";

    private final BillDownloadService bills;
    private final HttpClient http;

    PayBills(RSAPublicKeyConfig keys, HttpClient http) {
        this.http = http;
        this.bills = new BillDownloadService.Builder()
                .httpClient(http)
                .decryptor(keys.createDecryptor())
                .build();
    }

    List<TradeLine> trades(LocalDate day) {
        GetTradeBillRequest request = new GetTradeBillRequest();
        request.setBillDate(day.toString());
        request.setBillType(BillType.ALL);
        return lines(() -> bills.getTradeBill(request), PayBills::trade);
    }

    List<FlowLine> flows(LocalDate day) {
        GetFundFlowBillRequest request = new GetFundFlowBillRequest();
        request.setBillDate(day.toString());
        request.setAccountType(AccountType.BASIC);
        return lines(() -> bills.getFundFlowBill(request), PayBills::flow);
    }

    private <T> List<T> lines(Supplier<QueryBillEntity> asked, Function<Map<String, String>, T> line) {
        QueryBillEntity bill;
        try {
            bill = asked.get();
        } catch (ServiceException answer) {
            if (NOTHING_THAT_DAY.equals(answer.getErrorCode())) {
                return List.of();
            }
            throw BEING_MADE.equals(answer.getErrorCode()) ? new WechatNotYet() : answer;
        }
        return BillSheet.read(fetched(bill)).rows().stream().map(line).toList();
    }

    private String fetched(QueryBillEntity bill) {
        try (InputStream in = http.download(bill.getDownloadUrl())) {
            byte[] bytes = in.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) {
                throw new UnexpectedAnswer("a bill of more than 64 MB");
            }
            String hash =
                    HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(bytes));
            if (!hash.equals(String.valueOf(bill.getHashValue()).toLowerCase(Locale.ROOT))) {
                throw new UnexpectedAnswer("a bill whose hash does not fit");
            }
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UnexpectedAnswer("a bill that broke off");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static TradeLine trade(Map<String, String> row) {
        String outRefundNo = BillSheet.number(row, "商户退款单号");
        return new TradeLine(
                BillSheet.time(row, "交易时间"),
                BillSheet.text(row, "微信订单号"),
                BillSheet.text(row, "商户订单号"),
                BillSheet.number(row, "微信退款单号"),
                outRefundNo,
                BillSheet.fen(row, outRefundNo.isEmpty() ? "订单金额" : "申请退款金额"),
                BillSheet.fen(row, "手续费"));
    }

    private static FlowLine flow(Map<String, String> row) {
        long fen = BillSheet.fen(row, "收支金额(元)");
        return new FlowLine(
                BillSheet.time(row, "记账时间"),
                BillSheet.text(row, "微信支付业务单号"),
                BillSheet.text(row, "资金流水单号"),
                BillSheet.text(row, "业务类型"),
                BillSheet.text(row, "收支类型").equals("支出") ? -fen : fen,
                BillSheet.text(row, "业务凭证号"));
    }
}
