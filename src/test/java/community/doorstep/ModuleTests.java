package community.doorstep;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

/** The arrows between modules, and what Reactor code may not do. */
class ModuleTests {

    private static final Path MAIN = Path.of("src/main/java");
    private static final Pattern BLOCKING =
            Pattern.compile("\\.(block|blockFirst|blockLast|blockOptional|toIterable|toStream)\\(");

    /** Lifecycle classes start and stop what they subscribe to; these carry it for others. */
    private static final Set<String> MAY_SUBSCRIBE = Set.of("Detached", "Together");

    @Test
    void everyModuleKeepsToItsArrows() {
        ApplicationModules.of(Doorstep.class, compiledWithTheTests()).verify();
    }

    /** Tests may know everything; Modulith leaves them out only where Maven or Gradle put them. */
    private static DescribedPredicate<JavaClass> compiledWithTheTests() {
        String tests = ModuleTests.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath();
        return DescribedPredicate.describe(
                "compiled with the tests",
                type -> type.getSource().stream()
                        .anyMatch(source ->
                                String.valueOf(source.getUri().getPath()).startsWith(tests)));
    }

    @Test
    void nothingInMainCodeBlocks() throws IOException {
        assertThat(linesThat(BLOCKING, file -> true)).isEmpty();
    }

    @Test
    void onlyLifecycleClassesSubscribe() throws IOException {
        Pattern subscribing = Pattern.compile("\\.subscribe\\(");

        assertThat(linesThat(subscribing, file -> !mayStopWhatItStarts(file))).isEmpty();
        assertThat(linesThat(subscribing, file -> true)).isNotEmpty();
    }

    private static boolean mayStopWhatItStarts(Path file) {
        String name = file.getFileName().toString().replace(".java", "");
        return MAY_SUBSCRIBE.contains(name) || read(file).contains("implements SmartLifecycle");
    }

    private static List<String> linesThat(Pattern pattern, java.util.function.Predicate<Path> where)
            throws IOException {
        try (Stream<Path> files = Files.walk(MAIN)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(where)
                    .flatMap(file ->
                            read(file).lines().filter(pattern.asPredicate()).map(line -> file + ": " + line))
                    .toList();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }
}
