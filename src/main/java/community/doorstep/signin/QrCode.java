package community.doorstep.signin;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A text as a field of black and white, a row each, {@code 1} for black; whoever shows it draws it. */
final class QrCode {

    private static final Map<EncodeHintType, ?> HINTS =
            Map.of(EncodeHintType.MARGIN, 0, EncodeHintType.CHARACTER_SET, "UTF-8");

    private QrCode() {}

    static List<String> rows(String text) {
        try {
            BitMatrix field = new QRCodeWriter().encode(text, BarcodeFormat.QR_CODE, 1, 1, HINTS);
            List<String> rows = new ArrayList<>();
            for (int y = 0; y < field.getHeight(); y++) {
                StringBuilder row = new StringBuilder();
                for (int x = 0; x < field.getWidth(); x++) {
                    row.append(field.get(x, y) ? '1' : '0');
                }
                rows.add(row.toString());
            }
            return rows;
        } catch (WriterException tooLong) {
            throw new IllegalStateException(tooLong);
        }
    }
}
