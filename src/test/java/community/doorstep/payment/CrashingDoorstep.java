package community.doorstep.payment;

import community.doorstep.Doorstep;
import community.doorstep.TestClock;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.support.GenericApplicationContext;

/**
 * The application in a JVM of its own, which is told over its input where to crash and how far time goes on; the first
 * argument says by how many seconds it is ahead from the start.
 */
final class CrashingDoorstep {

    private CrashingDoorstep() {}

    public static void main(String[] arguments) throws IOException {
        PrintStream answers = System.out;
        System.setOut(System.err);
        CrashPoints points = new CrashPoints();
        TestClock clock = new TestClock();
        clock.advance(Duration.ofSeconds(Long.parseLong(arguments[0])));
        String[] settings = new String[arguments.length - 1];
        System.arraycopy(arguments, 1, settings, 0, settings.length);
        new SpringApplicationBuilder(Doorstep.class)
                .initializers(context -> {
                    GenericApplicationContext beans = (GenericApplicationContext) context;
                    beans.registerBean(
                            "testClock", TestClock.class, () -> clock, definition -> definition.setPrimary(true));
                    beans.getBeanFactory().addBeanPostProcessor(points);
                })
                .run(settings);
        listen(answers, points, clock);
        System.exit(0);
    }

    /** Until the input ends. */
    private static void listen(PrintStream answers, CrashPoints points, TestClock clock) throws IOException {
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = input.readLine(); line != null; line = input.readLine()) {
            String[] said = line.split(" ", 2);
            switch (said[0]) {
                case "arm" -> points.arm(said[1]);
                case "advance" -> clock.advance(Duration.ofSeconds(Long.parseLong(said[1])));
                default -> {
                    // "ready": there is nothing to do.
                }
            }
            answers.println("done");
            answers.flush();
        }
    }
}
