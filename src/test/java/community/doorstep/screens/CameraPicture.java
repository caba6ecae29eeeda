package community.doorstep.screens;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** What a camera sees that is held before a code: one grey frame, in the form that Chromium takes for its camera. */
final class CameraPicture {

    private static final int WIDTH = 640;
    private static final int HEIGHT = 480;
    private static final String HEAD = "YUV4MPEG2 W%d H%d F10:1 Ip A1:1 C420jpeg\nFRAME\n".formatted(WIDTH, HEIGHT);
    private static final byte WHITE = (byte) 235;
    private static final byte BLACK = 16;
    private static final byte COLOURLESS = (byte) 128;

    private CameraPicture() {}

    static byte[] of(String code) {
        byte[] head = HEAD.getBytes(StandardCharsets.US_ASCII);
        int brightness = WIDTH * HEIGHT;
        byte[] film = Arrays.copyOf(head, head.length + brightness + brightness / 2);
        Arrays.fill(film, head.length, head.length + brightness, WHITE);
        Arrays.fill(film, head.length + brightness, film.length, COLOURLESS);
        draw(drawn(code), film, head.length);
        return film;
    }

    private static BitMatrix drawn(String code) {
        try {
            return new QRCodeWriter().encode(code, BarcodeFormat.QR_CODE, HEIGHT, HEIGHT);
        } catch (WriterException tooLong) {
            throw new IllegalArgumentException(tooLong);
        }
    }

    private static void draw(BitMatrix code, byte[] film, int from) {
        int left = (WIDTH - code.getWidth()) / 2;
        for (int y = 0; y < code.getHeight(); y++) {
            for (int x = 0; x < code.getWidth(); x++) {
                if (code.get(x, y)) {
                    film[from + y * WIDTH + left + x] = BLACK;
                }
            }
        }
    }
}
