package community.doorstep.media;

import community.doorstep.shared.Refusal;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.Set;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import net.coobird.thumbnailator.Thumbnails;
import net.coobird.thumbnailator.filters.ImageFilter;
import net.coobird.thumbnailator.util.exif.ExifFilterUtils;
import net.coobird.thumbnailator.util.exif.ExifUtils;
import net.coobird.thumbnailator.util.exif.Orientation;
import org.jspecify.annotations.Nullable;

/**
 * Draws the picture anew: what else the file carried (where it was taken, hidden programs) stays behind, and it stands
 * upright. Takes JPEG and PNG by their content, whatever their name; refuses {@code photo-unreadable} (400).
 */
final class PhotoCleaning {

    static final int LONGEST_SIDE = 1600;

    private static final long MOST_PIXELS = 60_000_000;
    private static final double QUALITY = 0.85;
    private static final Set<String> FORMATS = Set.of("JPEG", "png");

    private PhotoCleaning() {}

    /** Blocks while it computes. */
    static Photo clean(byte[] file) {
        try (ImageInputStream input = ImageIO.createImageInputStream(new ByteArrayInputStream(file))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(input);
            while (readers.hasNext()) {
                ImageReader reader = readers.next();
                try {
                    if (FORMATS.contains(reader.getFormatName())) {
                        reader.setInput(input);
                        return new Photo(jpeg(upright(reader)));
                    }
                } finally {
                    reader.dispose();
                }
            }
        } catch (IOException | RuntimeException broken) {
            throw unreadable(broken);
        }
        throw unreadable(null);
    }

    /** Large ones are thinned out while they are read, so that none fills the memory. */
    private static BufferedImage upright(ImageReader reader) throws IOException {
        int width = reader.getWidth(0);
        int height = reader.getHeight(0);
        if ((long) width * height > MOST_PIXELS) {
            throw new IOException("Too many pixels");
        }
        ImageReadParam thinning = reader.getDefaultReadParam();
        int step = Math.max(1, Math.max(width, height) / (2 * LONGEST_SIDE));
        thinning.setSourceSubsampling(step, step, 0, 0);
        BufferedImage image = reader.read(0, thinning);
        ImageFilter turned = turned(reader);
        return turned == null ? image : turned.apply(image);
    }

    private static @Nullable ImageFilter turned(ImageReader reader) throws IOException {
        Orientation orientation = reader.getFormatName().equals("JPEG") ? orientation(reader) : null;
        return orientation == null ? null : ExifFilterUtils.getFilterForOrientation(orientation);
    }

    /** What stands beside the picture may be in any disorder; the picture is shown all the same. */
    private static @Nullable Orientation orientation(ImageReader reader) {
        try {
            return ExifUtils.getExifOrientation(reader, 0);
        } catch (IOException | RuntimeException disorder) {
            return null;
        }
    }

    private static byte[] jpeg(BufferedImage image) throws IOException {
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        Thumbnails.Builder<BufferedImage> drawing = Thumbnails.of(image).imageType(BufferedImage.TYPE_INT_RGB);
        boolean large = Math.max(image.getWidth(), image.getHeight()) > LONGEST_SIDE;
        (large ? drawing.size(LONGEST_SIDE, LONGEST_SIDE) : drawing.scale(1))
                .outputFormat("jpg")
                .outputQuality(QUALITY)
                .toOutputStream(written);
        return written.toByteArray();
    }

    private static Refusal unreadable(@Nullable Exception cause) {
        Refusal refusal = Refusal.badRequest("photo-unreadable");
        if (cause != null) {
            refusal.addSuppressed(cause);
        }
        return refusal;
    }
}
