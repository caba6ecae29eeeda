package community.doorstep.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** The shell blocks of README.md, gone through in order against an embedded run, as a reader would. */
final class Readme {

    private static final Pattern BLOCK = Pattern.compile("```bash\n(.*?)```", Pattern.DOTALL);
    private static final String PROMISE = "#=> ";

    private final EmbeddedSettings settings;
    private final Path folder;

    /** What is written down on the way lies in the folder. */
    Readme(EmbeddedSettings settings, Path folder) {
        this.settings = settings;
        this.folder = folder;
    }

    /** Each step prints what it promises. */
    void goesAsWritten() throws IOException, InterruptedException {
        List<String> steps = steps(Files.readString(Path.of("README.md"))
                .replace("http://127.0.0.1:8080", "http://127.0.0.1:" + settings.port())
                .replace("http://127.0.0.1:8089", "http://127.0.0.1:" + settings.wechatPort()));
        assertThat(steps).hasSizeGreaterThan(10);

        List<String> printed = run(steps);

        for (int step = 0; step < steps.size(); step++) {
            for (String promise : promises(steps.get(step))) {
                assertThat(printed.get(step)).as(steps.get(step)).contains(promise);
            }
        }
    }

    /** A step ends with its promises, so that each is looked for in its own output only. */
    private static List<String> steps(String readme) {
        List<String> steps = new ArrayList<>();
        BLOCK.matcher(readme).results().map(block -> block.group(1)).forEach(block -> {
            StringBuilder step = new StringBuilder();
            boolean promised = false;
            for (String line : block.lines().toList()) {
                if (promised && !line.startsWith(PROMISE)) {
                    steps.add(step.toString());
                    step.setLength(0);
                }
                promised = line.startsWith(PROMISE);
                step.append(line).append('\n');
            }
            steps.add(step.toString());
        });
        return steps;
    }

    private static List<String> promises(String step) {
        return step.lines()
                .filter(line -> line.startsWith(PROMISE))
                .map(line -> line.substring(PROMISE.length()))
                .toList();
    }

    /** All in one shell; answers what each step printed. */
    private List<String> run(List<String> steps) throws IOException, InterruptedException {
        String divider = "=====step=====";
        Path script = Files.writeString(
                folder.resolve("readme.sh"),
                String.join("echo '" + divider + "'\n", steps) + "echo '" + divider + "'\n");
        Path output = folder.resolve("readme.out");
        Process bash = new ProcessBuilder("bash", script.toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        boolean ended = bash.waitFor(120, TimeUnit.SECONDS);
        bash.destroyForcibly();
        String printed = Files.readString(output);
        assertThat(ended).as("the script came to its end: %s", printed).isTrue();
        return List.of(printed.split(divider + "\n"));
    }
}
