package community.doorstep.screens;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the build put under {@code screens/} on the class path, by address. A few megabytes, read once at the start: a
 * request opens no file, which an event loop must not wait for.
 */
@Component
@EnableConfigurationProperties(ScreenSettings.class)
class ScreenFiles {

    private static final String FOLDER = "screens/";
    private static final String START = "index.html";
    private static final String NOT_BUILT = """
        Doorstep 家门口

        The API is up. The screens are not in this build: it found no Node 18 or newer.
        后台已启动；构建时没有找到 Node 18 或更高版本，因此没有页面。
        """;

    private final Map<String, ScreenFile> files = new LinkedHashMap<>();

    ScreenFiles(ScreenSettings settings, JsonMapper json) {
        try {
            for (Resource file :
                    new PathMatchingResourcePatternResolver().getResources("classpath*:" + FOLDER + "**")) {
                add(file);
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException("the screens cannot be read", unreadable);
        }
        files.putIfAbsent("/", ScreenFile.of("missing.txt", NOT_BUILT.getBytes(StandardCharsets.UTF_8)));
        byte[] told = json.writeValueAsBytes(Map.of("simulator", settings.simulator()));
        files.put("/screens.json", ScreenFile.of("screens.json", told));
    }

    private void add(Resource file) throws IOException {
        String url = file.getURL().toString();
        String name = url.substring(url.lastIndexOf("/" + FOLDER) + FOLDER.length() + 1);
        if (!file.isReadable() || name.isEmpty() || name.endsWith("/")) {
            return;
        }
        ScreenFile read = ScreenFile.of(name, file.getContentAsByteArray());
        files.put("/" + name, read);
        if (name.equals(START) || name.endsWith("/" + START)) {
            files.put("/" + name.substring(0, name.length() - START.length()), read);
        }
    }

    Map<String, ScreenFile> byAddress() {
        return files;
    }
}
