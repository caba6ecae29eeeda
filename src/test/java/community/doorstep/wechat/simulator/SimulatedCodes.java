package community.doorstep.wechat.simulator;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import tools.jackson.databind.JsonNode;

/** Codes to print: a picture that differs by scene, though no phone reads it. */
public final class SimulatedCodes {

    private static final Pattern SCENE = Pattern.compile("[0-9A-Za-z!#$&'()*+,/:;=?@._~-]{1,32}");
    private static final int DOTS = 29;
    private static final int SIZE = 10;

    private final List<String> scenes = new CopyOnWriteArrayList<>();

    void answerOn(Routes routes, SimulatedMiniProgram miniProgram) {
        routes.on("POST", "/wxa/getwxacodeunlimit", miniProgram.withToken(this::picture));
    }

    /** The scenes that were drawn, oldest first. */
    public List<String> scenes() {
        return List.copyOf(scenes);
    }

    private Answer picture(Call call) {
        JsonNode asked = call.json();
        String scene = asked.path("scene").asString("");
        if (!SCENE.matcher(scene).matches()) {
            return Answer.errcode(40169, "invalid length for scene, or the data is not json string");
        }
        if (asked.path("page").asString("").startsWith("/")) {
            return Answer.errcode(41030, "invalid page");
        }
        scenes.add(scene);
        return Answer.png(drawn(scene));
    }

    private static byte[] drawn(String scene) {
        BufferedImage picture = new BufferedImage(DOTS * SIZE, DOTS * SIZE, BufferedImage.TYPE_BYTE_BINARY);
        Graphics2D pen = picture.createGraphics();
        pen.setColor(Color.WHITE);
        pen.fillRect(0, 0, picture.getWidth(), picture.getHeight());
        pen.setColor(Color.BLACK);
        Random dots = new Random(scene.hashCode());
        for (int dot = 0; dot < DOTS * DOTS; dot++) {
            if (dots.nextBoolean()) {
                pen.fillRect(dot % DOTS * SIZE, dot / DOTS * SIZE, SIZE, SIZE);
            }
        }
        pen.dispose();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(picture, "png", bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }
}
