package community.doorstep.wechat.simulator;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds who answers a call. */
final class Routes {

    private static final Pattern PART = Pattern.compile("\\{(\\w+)}");

    private final List<Route> routes = new ArrayList<>();

    private record Route(String method, Pattern path, List<String> parts, Function<Call, Answer> answers) {}

    /** A path may have parts in braces: {@code /v3/refund/domestic/refunds/{no}}. */
    Routes on(String method, String path, Function<Call, Answer> answers) {
        List<String> parts =
                PART.matcher(path).results().map(found -> found.group(1)).toList();
        Pattern pattern = Pattern.compile(PART.matcher(path).replaceAll("([^/]+)"));
        routes.add(new Route(method, pattern, parts, answers));
        return this;
    }

    Answer answer(Call call) {
        for (Route route : routes) {
            Matcher matcher = route.path().matcher(call.path());
            if (route.method().equals(call.method()) && matcher.matches()) {
                Map<String, String> found = new LinkedHashMap<>();
                for (int part = 0; part < route.parts().size(); part++) {
                    found.put(route.parts().get(part), matcher.group(part + 1));
                }
                return route.answers().apply(call.within(found));
            }
        }
        return Answer.error(404, "NO_SUCH_PATH", "the simulator does not imitate " + call.path());
    }
}
