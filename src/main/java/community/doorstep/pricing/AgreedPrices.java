package community.doorstep.pricing;

import community.doorstep.catalog.ServiceId;
import community.doorstep.shared.PersonId;
import java.util.Collection;
import org.springframework.stereotype.Component;

/** What quotes say, for a module that keeps to it later. */
@Component
public class AgreedPrices {

    private final QuoteTokens tokens;

    AgreedPrices(QuoteTokens tokens) {
        this.tokens = tokens;
    }

    /** The dearest of them in fen. Refuses {@code quote-invalid} (400), {@code quote-expired} (409). */
    public long most(Collection<String> quotes, ServiceId service, PersonId person) {
        return quotes.stream()
                .mapToLong(quote -> tokens.read(quote, service, person).dueFen())
                .max()
                .orElse(0);
    }
}
