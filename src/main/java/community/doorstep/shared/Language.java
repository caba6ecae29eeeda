package community.doorstep.shared;

import java.util.List;
import java.util.Locale;
import org.springframework.web.server.ServerWebExchange;

/** In which language the caller wants to be told something: Chinese, unless they ask for English first. */
public final class Language {

    private Language() {}

    public static Locale of(ServerWebExchange exchange) {
        try {
            List<Locale> wanted = exchange.getRequest().getHeaders().getAcceptLanguageAsLocales();
            boolean english = !wanted.isEmpty() && wanted.get(0).getLanguage().equals("en");
            return english ? Locale.ENGLISH : Locale.SIMPLIFIED_CHINESE;
        } catch (IllegalArgumentException malformedHeader) {
            return Locale.SIMPLIFIED_CHINESE;
        }
    }
}
