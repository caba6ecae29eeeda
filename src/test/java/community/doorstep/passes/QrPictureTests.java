package community.doorstep.passes;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.LuminanceSource;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class QrPictureTests {

    private static final String TEXT = "pass.1." + "Ab3-_".repeat(20) + "." + "xY9".repeat(28);
    private static final Pattern SIZE = Pattern.compile("viewBox=\"0 0 (\\d+) (\\d+)\"");
    private static final Pattern DOT = Pattern.compile("M(\\d+) (\\d+)h1");

    @Test
    void aCameraReadsThePng() throws Exception {
        byte[] png = QrPicture.png(TEXT).block();

        assertThat(read(ImageIO.read(new ByteArrayInputStream(png)))).isEqualTo(TEXT);
    }

    @Test
    void aCameraReadsTheSvg() throws Exception {
        String svg = QrPicture.svg(TEXT).block();

        assertThat(svg).startsWith("<svg xmlns=\"http://www.w3.org/2000/svg\"");
        assertThat(read(drawn(svg))).isEqualTo(TEXT);
    }

    private static BufferedImage drawn(String svg) {
        Matcher size = SIZE.matcher(svg);
        assertThat(size.find()).isTrue();
        int pixels = 4;
        int side = Integer.parseInt(size.group(1)) * pixels;
        BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = image.createGraphics();
        pen.setColor(Color.WHITE);
        pen.fillRect(0, 0, side, side);
        pen.setColor(Color.BLACK);
        Matcher dots = DOT.matcher(svg);
        while (dots.find()) {
            pen.fillRect(
                    Integer.parseInt(dots.group(1)) * pixels, Integer.parseInt(dots.group(2)) * pixels, pixels, pixels);
        }
        pen.dispose();
        return image;
    }

    private static String read(BufferedImage image) throws Exception {
        int width = image.getWidth();
        int height = image.getHeight();
        LuminanceSource light =
                new RGBLuminanceSource(width, height, image.getRGB(0, 0, width, height, null, 0, width));
        return new QRCodeReader()
                .decode(new BinaryBitmap(new HybridBinarizer(light)))
                .getText();
    }
}
