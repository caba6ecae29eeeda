package community.doorstep.pricing;

import community.doorstep.catalog.ServiceId;
import community.doorstep.identity.PersonFacts;
import community.doorstep.pricebook.PriceBookId;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Refusal;
import community.doorstep.shared.Seal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/**
 * Signs quotes and reads them back. A token carries the book, the amount, the expiry and a keyed digest of the facts;
 * service and person are only in the signature, so that nothing personal lies in the clear.
 */
@Component
@EnableConfigurationProperties(PricingSettings.class)
class QuoteTokens {

    /** What a token says. */
    record Quoted(PriceBookId book, long dueFen, Instant expiresAt, byte[] facts) {

        boolean sameFacts(byte[] others) {
            return Arrays.equals(facts, others);
        }
    }

    private static final int DIGEST = 8;
    private static final int CARRIED = 16 + 8 + 8 + DIGEST;
    private static final int IDS = 32;
    private static final String QUOTE = "quote";
    private static final String FACTS = "quote-facts";

    private final Seal seal;
    private final Clock clock;
    private final PricingSettings settings;

    QuoteTokens(Seal seal, Clock clock, PricingSettings settings) {
        this.seal = seal;
        this.clock = clock;
        this.settings = settings;
    }

    Instant expiry() {
        return Instant.ofEpochSecond(
                clock.instant().plus(settings.quoteLength()).getEpochSecond());
    }

    String sign(PriceBookId book, ServiceId service, PersonFacts person, long dueFen, Instant expiresAt) {
        byte[] carried = ByteBuffer.allocate(CARRIED)
                .putLong(book.value().getMostSignificantBits())
                .putLong(book.value().getLeastSignificantBits())
                .putLong(dueFen)
                .putLong(expiresAt.getEpochSecond())
                .put(digest(person))
                .array();
        byte[] mac = seal.mac(signed(carried, service, person.id()), QUOTE);
        byte[] token =
                ByteBuffer.allocate(CARRIED + mac.length).put(carried).put(mac).array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
    }

    /** Refuses {@code quote-invalid} (400) when it is altered or for something else, {@code quote-expired} (409). */
    Quoted read(String token, ServiceId service, PersonId person) {
        byte[] bytes = decoded(token);
        byte[] carried = Arrays.copyOf(bytes, CARRIED);
        byte[] mac = Arrays.copyOfRange(bytes, CARRIED, bytes.length);
        if (!seal.isMac(mac, signed(carried, service, person), QUOTE)) {
            throw Refusal.badRequest("quote-invalid");
        }
        ByteBuffer read = ByteBuffer.wrap(carried);
        PriceBookId book = new PriceBookId(new UUID(read.getLong(), read.getLong()));
        long dueFen = read.getLong();
        Instant expiresAt = Instant.ofEpochSecond(read.getLong());
        if (!clock.instant().isBefore(expiresAt)) {
            throw Refusal.conflict("quote-expired");
        }
        return new Quoted(book, dueFen, expiresAt, Arrays.copyOfRange(carried, CARRIED - DIGEST, CARRIED));
    }

    private static byte[] decoded(String token) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(token);
            if (bytes.length > CARRIED && bytes.length <= 2 * CARRIED) {
                return bytes;
            }
        } catch (IllegalArgumentException notBase64) {
            throw Refusal.badRequest("quote-invalid");
        }
        throw Refusal.badRequest("quote-invalid");
    }

    private static byte[] signed(byte[] carried, ServiceId service, PersonId person) {
        return ByteBuffer.allocate(CARRIED + IDS)
                .put(carried)
                .putLong(service.value().getMostSignificantBits())
                .putLong(service.value().getLeastSignificantBits())
                .putLong(person.value().getMostSignificantBits())
                .putLong(person.value().getLeastSignificantBits())
                .array();
    }

    /** A keyed digest of all that a price may depend on. */
    byte[] digest(PersonFacts person) {
        String written = person.birthDate() + " " + new TreeMap<>(person.evidence());
        byte[] mac = seal.mac(written.getBytes(StandardCharsets.UTF_8), FACTS);
        return Arrays.copyOfRange(mac, 1, 1 + DIGEST);
    }
}
