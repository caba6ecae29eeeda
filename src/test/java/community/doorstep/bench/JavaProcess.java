package community.doorstep.bench;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A JVM with the tests' class path, which ends with its input: also when this one is killed. */
public final class JavaProcess implements AutoCloseable {

    private final Process process;
    private final BufferedWriter input;
    private final BufferedReader output;
    private final Path log;

    private JavaProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
        this.input = process.outputWriter(StandardCharsets.UTF_8);
        this.output = process.inputReader(StandardCharsets.UTF_8);
    }

    /** What it prints goes to the file. */
    static JavaProcess logging(Path log, List<String> flags, Class<?> main, List<String> arguments) throws IOException {
        return new JavaProcess(
                command(flags, main, arguments)
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start(),
                log);
    }

    /** The application, ended with whoever started it; what it prints goes to the file, after what it printed before. */
    public static JavaProcess serving(Path log, List<String> flags, List<String> settings) throws IOException {
        return new JavaProcess(
                command(flags, BenchedDoorstep.class, settings)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                        .start(),
                log);
    }

    /** It is asked and answers by lines; errors go to the file. */
    public static JavaProcess asked(Path errors, List<String> flags, Class<?> main, List<String> arguments)
            throws IOException {
        return new JavaProcess(
                command(flags, main, arguments).redirectError(errors.toFile()).start(), errors);
    }

    private static ProcessBuilder command(List<String> flags, Class<?> main, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
        command.add("-Dfile.encoding=UTF-8");
        command.add("-cp");
        command.add(System.getProperty("surefire.real.class.path", System.getProperty("java.class.path")));
        command.add(main.getName());
        command.addAll(arguments);
        return new ProcessBuilder(command);
    }

    /** Says a line and waits for the line that answers it. */
    public String ask(String line) throws IOException {
        input.write(line);
        input.newLine();
        input.flush();
        String answer = output.readLine();
        if (answer == null) {
            throw new IOException("Ended instead of answering " + line + ": " + Files.readString(log));
        }
        return answer;
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    long pid() {
        return process.pid();
    }

    /** SIGKILL. */
    public void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    @Override
    public void close() {
        try {
            process.outputWriter().close();
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (IOException | InterruptedException failed) {
            process.destroyForcibly();
        }
    }
}
