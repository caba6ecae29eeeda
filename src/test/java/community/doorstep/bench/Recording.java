package community.doorstep.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Records where the application spends its time, with the JDK's own flight recorder. */
final class Recording {

    interface Work {
        void run() throws Exception;
    }

    private Recording() {}

    static void take(BenchedHouse house, Path file, Work work) throws Exception {
        jcmd(house, "JFR.start", "name=bench", "settings=profile");
        work.run();
        jcmd(house, "JFR.stop", "name=bench", "filename=" + file.toAbsolutePath());
    }

    private static void jcmd(BenchedHouse house, String... command) throws IOException, InterruptedException {
        Path program = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        List<String> arguments =
                new java.util.ArrayList<>(List.of(program.toString(), String.valueOf(house.applicationPid())));
        arguments.addAll(List.of(command));
        new ProcessBuilder(arguments).inheritIO().start().waitFor();
    }
}
