package community.doorstep.screens;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Path;
import java.util.Optional;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** This machine's Chromium, headless, with a camera that looks at a file in its profile. */
final class Chromium {

    static final String CAMERA = "camera.y4m";

    private Chromium() {}

    /** Skips the test, with a message, where it is not, or the screens were not built. */
    static void mustBeThere() {
        assumeTrue(
                chromium().isPresent() && program("chromedriver").isPresent(),
                "no chromium and chromedriver on the PATH");
        assumeTrue(Chromium.class.getResource("/screens/index.html") != null, "the screens were not built: no Node");
    }

    static ChromeDriver start(Path profile) {
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(program("chromedriver").orElseThrow())
                .usingAnyFreePort()
                .withSilent(true)
                .build();
        return new ChromeDriver(service, options(chromium().orElseThrow(), profile));
    }

    private static Optional<File> chromium() {
        return program("chromium").or(() -> program("chromium-browser"));
    }

    private static Optional<File> program(String name) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .map(folder -> new File(folder, name))
                .filter(File::canExecute)
                .findFirst();
    }

    private static ChromeOptions options(File chromium, Path profile) {
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.SEVERE);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(chromium);
        options.setCapability(ChromeOptions.LOGGING_PREFS, logs);
        return options.addArguments(
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-dev-shm-usage",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--use-fake-ui-for-media-stream",
                "--use-fake-device-for-media-stream",
                "--use-file-for-fake-video-capture=" + profile.resolve(CAMERA),
                "--user-data-dir=" + profile);
    }
}
