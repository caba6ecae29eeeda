package community.doorstep.media;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import javax.imageio.ImageIO;

/** Pictures as phones send them. */
public final class Pictures {

    /** What a camera writes beside the picture. */
    public static final String PLACE = "GPS 30.6280N 104.0930E";

    private static final int TURN_RIGHT = 6;

    /** Start of image, and the JFIF segment. */
    private static final int HEAD = 2 + 18;

    private Pictures() {}

    /** Red on the left, blue on the right. */
    public static byte[] of(String format, int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D brush = image.createGraphics();
        brush.setColor(Color.RED);
        brush.fillRect(0, 0, width / 2, height);
        brush.setColor(Color.BLUE);
        brush.fillRect(width / 2, 0, width - width / 2, height);
        brush.dispose();
        try (ByteArrayOutputStream file = new ByteArrayOutputStream()) {
            if (!ImageIO.write(image, format, file)) {
                throw new IllegalArgumentException(format);
            }
            return file.toByteArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    public static byte[] jpeg(int width, int height) {
        return of("jpg", width, height);
    }

    /** Taken with the phone held sideways, at a place. */
    static byte[] sidewaysJpeg(int width, int height) {
        byte[] plain = jpeg(width, height);
        byte[] exif = exif();
        byte[] file = new byte[plain.length + exif.length];
        System.arraycopy(plain, 0, file, 0, HEAD);
        System.arraycopy(exif, 0, file, HEAD, exif.length);
        System.arraycopy(plain, HEAD, file, HEAD + exif.length, plain.length - HEAD);
        return file;
    }

    /** An APP1 segment: little-endian TIFF with one entry, the orientation, and a text behind it. */
    private static byte[] exif() {
        ByteArrayOutputStream tiff = new ByteArrayOutputStream();
        tiff.writeBytes(new byte[] {'E', 'x', 'i', 'f', 0, 0, 'I', 'I', 42, 0, 8, 0, 0, 0, 1, 0});
        tiff.writeBytes(new byte[] {0x12, 0x01, 3, 0, 1, 0, 0, 0, TURN_RIGHT, 0, 0, 0, 0, 0, 0, 0});
        tiff.writeBytes(PLACE.getBytes(StandardCharsets.US_ASCII));
        int length = tiff.size() + 2;
        ByteArrayOutputStream segment = new ByteArrayOutputStream();
        segment.writeBytes(new byte[] {(byte) 0xFF, (byte) 0xE1, (byte) (length >> 8), (byte) length});
        segment.writeBytes(tiff.toByteArray());
        return segment.toByteArray();
    }

    public static BufferedImage read(byte[] jpeg) {
        try {
            return ImageIO.read(new ByteArrayInputStream(jpeg));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
