package community.doorstep.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import community.doorstep.shared.Refusal;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PhotoCleaningTests {

    @Test
    void onlyThePictureIsLeftAndItStandsUpright() {
        byte[] sent = Pictures.sidewaysJpeg(400, 200);
        assertThat(text(sent)).contains(Pictures.PLACE);

        Photo photo = PhotoCleaning.clean(sent);

        assertThat(text(photo.jpeg())).doesNotContain("Exif", Pictures.PLACE);
        BufferedImage upright = Pictures.read(photo.jpeg());
        assertThat(upright.getWidth()).isEqualTo(200);
        assertThat(upright.getHeight()).isEqualTo(400);
        assertThat(new Color(upright.getRGB(100, 50)).getRed()).isGreaterThan(200);
        assertThat(new Color(upright.getRGB(100, 350)).getBlue()).isGreaterThan(200);
    }

    @Test
    void aLargePictureIsDrawnSmallerAndKeepsItsShape() {
        BufferedImage drawn =
                Pictures.read(PhotoCleaning.clean(Pictures.jpeg(6000, 4500)).jpeg());

        assertThat(drawn.getWidth()).isEqualTo(PhotoCleaning.LONGEST_SIDE);
        assertThat(drawn.getHeight()).isEqualTo(1200);
    }

    @Test
    void aSmallPictureStaysAsItIs() {
        BufferedImage drawn =
                Pictures.read(PhotoCleaning.clean(Pictures.of("png", 300, 100)).jpeg());

        assertThat(drawn.getWidth()).isEqualTo(300);
        assertThat(drawn.getHeight()).isEqualTo(100);
    }

    @Test
    void whatIsNoPictureOrAnotherKindOrTooManyPixelsIsRefused() {
        byte[] whole = Pictures.jpeg(100, 100);
        unreadable(new byte[0]);
        unreadable("<html>".getBytes(StandardCharsets.UTF_8));
        unreadable(Pictures.of("gif", 20, 20));
        unreadable(Arrays.copyOf(whole, 60));
        unreadable(bomb());
    }

    @Test
    void noRubbishEscapesAsAnotherError() {
        byte[] whole = Pictures.jpeg(200, 200);
        Random random = new Random(7);
        for (int i = 0; i < 500; i++) {
            byte[] damaged = whole.clone();
            for (int hits = 0; hits < 20; hits++) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            }
            try {
                assertThat(PhotoCleaning.clean(damaged).jpeg()).isNotEmpty();
            } catch (Refusal refused) {
                assertThat(refused.code()).isEqualTo("photo-unreadable");
            }
        }
    }

    /** A PNG of a few bytes that says of itself that it is 60,000 pixels wide and high. */
    private static byte[] bomb() {
        byte[] png = Pictures.of("png", 10, 10);
        png[18] = (byte) 0xEA;
        png[19] = 0x60;
        png[22] = (byte) 0xEA;
        png[23] = 0x60;
        return png;
    }

    private static void unreadable(byte[] file) {
        assertThatThrownBy(() -> PhotoCleaning.clean(file))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("photo-unreadable"));
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
