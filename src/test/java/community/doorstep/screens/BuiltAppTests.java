package community.doorstep.screens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the build made of the app: small enough for a bad network, and what WeChat's review asks for. */
class BuiltAppTests {

    private static final Path MINI_PROGRAM = Path.of("target", "mp-weixin");
    private static final int FIRST_LOAD = 300 * 1024;
    private static final int MAIN_PACKAGE = 2 * 1024 * 1024;

    /** Names of XML languages, and pages that Vue and uni-app name in their error messages; nothing asks them. */
    private static final Pattern ADDRESS = Pattern.compile(
            "https?://(?!www\\.w3\\.org/|vuejs\\.org/error-reference|uniapp\\.dcloud\\.net\\.cn/tutorial)[^\\s\"'`)]+");

    private static final Pattern KEPT = Pattern.compile("'/((?:assets|static)/[^']+)'");
    private static final Pattern NEEDED = Pattern.compile("(?:src|href)=\"/([^\"]+)\"");

    @Test
    void theFirstLoadIsSmallWhateverPageItIsAndHasNoScriptOfItsOwn() throws IOException {
        String page = new String(screen("index.html"), StandardCharsets.UTF_8);
        List<String> needed =
                NEEDED.matcher(page).results().map(found -> found.group(1)).toList();
        int sum = gzipped("index.html");
        for (String file : kept()) {
            sum += gzipped(file);
        }

        assertThat(needed).anyMatch(file -> file.endsWith(".js")).anyMatch(file -> file.endsWith(".css"));
        assertThat(kept()).as("what is loaded at first is among them").containsAll(needed);
        assertThat(sum).as("all pages together").isLessThan(FIRST_LOAD);
        assertThat(page).doesNotContainPattern("<script(?![^>]*\\bsrc=)").doesNotContainPattern("\\son\\w+=");
    }

    /** Every file of the app, as its service worker keeps them. */
    private static List<String> kept() throws IOException {
        String worker = new String(screen("sw.js"), StandardCharsets.UTF_8);
        return KEPT.matcher(worker).results().map(found -> found.group(1)).toList();
    }

    @Test
    void theMiniProgramHasItsPagesAndStaysInItsPackage() throws IOException {
        JsonNode app = app();
        List<String> pages = new ArrayList<>();
        app.get("pages").forEach(page -> pages.add(page.asString()));
        for (JsonNode part : app.get("subPackages")) {
            part.get("pages").forEach(page -> pages.add(part.get("root").asString() + "/" + page.asString()));
        }

        assertThat(pages).contains("pages/home/home", "pages/repair/repair", "staff/worker/worker");
        assertThat(pages)
                .allSatisfy(page -> assertThat(Stream.of(".js", ".json", ".wxml"))
                        .allMatch(ending -> Files.exists(MINI_PROGRAM.resolve(page + ending))));
        long main = 0;
        for (Path file : files()) {
            main += MINI_PROGRAM.relativize(file).startsWith("staff") ? 0 : Files.size(file);
        }
        assertThat(main).isLessThan(MAIN_PACKAGE);
        assertThat(app.get("subPackages")).isNotEmpty();
    }

    @Test
    void theMiniProgramSaysWhatItWantsToKnowAndKnowsNoAddress() throws IOException {
        JsonNode app = app();

        assertThat(app.get("__usePrivacyCheck__").asBoolean()).isTrue();
        assertThat(app.get("lazyCodeLoading").asString()).isEqualTo("requiredComponents");
        assertThat(app.at("/permission/scope.userLocation/desc").asString()).isNotBlank();
        List<String> told = new ArrayList<>();
        app.get("requiredPrivateInfos").forEach(info -> told.add(info.asString()));
        StringBuilder all = new StringBuilder();
        for (Path file : files()) {
            String text = Files.readString(file);
            all.append(text);
            assertThat(text).as(file.toString()).doesNotContain("require(\"crypto\")");
            assertThat(ADDRESS.matcher(text).results().map(found -> found.group()))
                    .as(file.toString())
                    .isEmpty();
        }
        for (String call : List.of("getLocation", "chooseLocation", "chooseAddress", "choosePoi")) {
            assertThat(told.contains(call)).as(call).isEqualTo(all.indexOf("." + call + "(") >= 0);
        }
    }

    private static JsonNode app() throws IOException {
        assumeTrue(Files.exists(MINI_PROGRAM), "the mini program was not built: no Node");
        return new JsonMapper().readTree(Files.readString(MINI_PROGRAM.resolve("app.json")));
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(MINI_PROGRAM)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private static int gzipped(String name) throws IOException {
        ScreenFile file = ScreenFile.of(name, screen(name));
        return file.gzipped() == null ? file.bytes().length : file.gzipped().length;
    }

    private static byte[] screen(String name) throws IOException {
        try (InputStream in = BuiltAppTests.class.getResourceAsStream("/screens/" + name)) {
            assumeTrue(in != null, "the screens were not built: no Node");
            return in.readAllBytes();
        }
    }
}
