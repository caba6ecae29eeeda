package community.doorstep.passes;

import static community.doorstep.passes.PassOutcome.ACCEPTED;
import static community.doorstep.passes.PassOutcome.CONFLICT;
import static community.doorstep.passes.PassOutcome.OUTSIDE_WINDOW;
import static community.doorstep.passes.PassOutcome.TRIES_EXHAUSTED;
import static community.doorstep.passes.PassOutcome.UNKNOWN;
import static community.doorstep.passes.PassOutcome.USED;
import static community.doorstep.passes.PassOutcome.WITHDRAWN;
import static org.assertj.core.api.Assertions.assertThat;

import community.doorstep.ApiTest;
import community.doorstep.Town;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import tools.jackson.databind.JsonNode;

class PassesTests extends ApiTest {

    private static final Duration NONE = Duration.ZERO;

    @Autowired
    Passes passes;

    @Autowired
    OfflineUses offline;

    @Autowired
    TransactionalOperator transaction;

    private PassFixture fixture;

    @BeforeEach
    void aStation() {
        fixture = new PassFixture(town(), passes, offline, transaction, CLOCK);
    }

    @Test
    void isGoodOnceByItsCodeOrItsDigits() {
        ShownPass scanned = fixture.issued();
        ShownPass typed = fixture.issued();

        assertThat(fixture.scanned(scanned.qr())).isEqualTo(ACCEPTED);
        assertThat(fixture.scanned(scanned.qr())).isEqualTo(USED);
        assertThat(fixture.typed(scanned.digits())).isEqualTo(USED);
        assertThat(typed.digits()).matches("[0-9]{6}");
        assertThat(fixture.typed(typed.digits())).isEqualTo(ACCEPTED);
        assertThat(fixture.scanned(typed.qr())).isEqualTo(USED);
    }

    @Test
    void askedForAgainItIsTheSame() {
        PassId id = PassId.next();
        Instant now = CLOCK.instant();

        ShownPass first = fixture.issued(id, now, now.plusSeconds(600));
        ShownPass again = fixture.issued(id, now, now.plusSeconds(600));

        assertThat(again).isEqualTo(first);
    }

    @Test
    void ofManyWhoAskAtOnceOneIsLetPass() {
        ShownPass pass = fixture.issued();
        PassClaim claim = new PassClaim(
                fixture.community,
                fixture.station,
                PassFixture.PURPOSE,
                fixture.day,
                pass.qr(),
                null,
                null,
                fixture.teacher);

        List<PassOutcome> outcomes = Flux.range(0, 24)
                .flatMap(one -> fixture.use(claim), 24)
                .map(PassVerdict::outcome)
                .collectList()
                .block(Duration.ofSeconds(20));

        assertThat(outcomes).hasSize(24).containsOnlyOnce(ACCEPTED).containsOnly(ACCEPTED, USED);
    }

    @Test
    void outsideItsWindowAndWithdrawnItIsNot() {
        Instant now = CLOCK.instant();
        ShownPass early = fixture.issued(PassId.next(), now.plusSeconds(60), now.plusSeconds(600));
        ShownPass late = fixture.issued(PassId.next(), now.minusSeconds(600), now);
        ShownPass withdrawn = fixture.issued();

        assertThat(fixture.withdrawn(withdrawn.id())).isTrue();
        assertThat(fixture.withdrawn(withdrawn.id())).isFalse();

        assertThat(fixture.scanned(early.qr())).isEqualTo(OUTSIDE_WINDOW);
        assertThat(fixture.scanned(late.qr())).isEqualTo(OUTSIDE_WINDOW);
        assertThat(fixture.scanned(withdrawn.qr())).isEqualTo(WITHDRAWN);
    }

    @Test
    void afterFiveWrongTriesNobodyElseIsListenedToForAWhile() {
        ShownPass pass = fixture.issued();
        String wrong = pass.digits().equals("000000") ? "000001" : "000000";
        for (int tries = 0; tries < 5; tries++) {
            assertThat(fixture.typed(wrong)).isEqualTo(UNKNOWN);
        }

        assertThat(fixture.typed(pass.digits())).isEqualTo(TRIES_EXHAUSTED);
        CLOCK.advance(Duration.ofMinutes(11));
        assertThat(fixture.typed(pass.digits())).isEqualTo(ACCEPTED);
    }

    @Test
    void manyWrongTriesAtOnceAreFiveAtMost() {
        fixture.issued();
        List<PassOutcome> outcomes = Flux.range(0, 20)
                .flatMap(one -> fixture.use(fixture.typing("%06d".formatted(one))), 20)
                .map(PassVerdict::outcome)
                .filter(outcome -> outcome != TRIES_EXHAUSTED)
                .collectList()
                .block(Duration.ofSeconds(20));

        assertThat(outcomes).hasSizeLessThanOrEqualTo(6).contains(UNKNOWN);
    }

    @Test
    void nothingForgedIsTaken() {
        String qr = fixture.issued().qr();
        String[] parts = qr.split("\\.");
        String other = fixture.issued().qr().split("\\.")[2];

        for (String forged : List.of(
                "",
                "pass",
                "pass.1..",
                qr + "A",
                parts[0] + "." + parts[1] + "." + other + "." + parts[3],
                qr.replace("pass.1.", "pass.2."),
                qr.replace("pass.", "quote."),
                "小红",
                "....")) {
            assertThat(fixture.scanned(forged)).as(forged).isEqualTo(UNKNOWN);
        }
        assertThat(fixture.scanned(qr)).isEqualTo(ACCEPTED);
    }

    @Test
    void theFirstUseInTimeCountsInWhateverOrderTabletsComeBack() {
        ShownPass pass = fixture.issued();
        OfflineUse earlier = new OfflineUse(UUID.randomUUID(), pass.id(), CLOCK.instant());
        CLOCK.advance(Duration.ofMinutes(5));
        assertThat(fixture.scanned(pass.qr())).isEqualTo(ACCEPTED);
        OfflineUse later = new OfflineUse(UUID.randomUUID(), pass.id(), CLOCK.instant());
        CLOCK.advance(Duration.ofMinutes(5));

        assertThat(fixture.synced(NONE, later)).extracting(UsedOffline::outcome).containsExactly(CONFLICT);
        UsedOffline first = fixture.synced(NONE, earlier).get(0);
        UsedOffline again = fixture.synced(NONE, earlier).get(0);

        assertThat(first.outcome()).isEqualTo(ACCEPTED);
        assertThat(first.displaced()).isNotNull();
        assertThat(again.outcome()).isEqualTo(ACCEPTED);
        assertThat(again.isNew()).isFalse();
        assertThat(conflicts().findValuesAsString("outcome"))
                .containsExactlyInAnyOrder("ACCEPTED", "CONFLICT", "CONFLICT");
    }

    @Test
    void aClockThatIsTenMinutesWrongIsPutRightAndNoted() {
        Instant from = CLOCK.instant();
        ShownPass pass = fixture.issued(PassId.next(), from, from.plusSeconds(60));
        Duration slow = Duration.ofMinutes(-9);
        OfflineUse use = new OfflineUse(
                UUID.randomUUID(), pass.id(), from.plusSeconds(30).plus(slow));
        CLOCK.advance(Duration.ofHours(1));

        UsedOffline used = fixture.synced(slow, use).get(0);

        assertThat(used.outcome()).isEqualTo(ACCEPTED);
        assertThat(used.at()).isBetween(from.plusSeconds(29), from.plusSeconds(31));
        assertThat(database.sql("SELECT off_seconds FROM pass_use WHERE id = :id")
                        .bind("id", use.id())
                        .map(row -> row.get("off_seconds", Long.class))
                        .one()
                        .block())
                .isBetween(-541L, -539L);
    }

    @Test
    void byAClockThatIsMoreWrongNothingIsDisplacedAndNothingLost() {
        ShownPass pass = fixture.issued();
        Duration fast = Duration.ofMinutes(11);
        OfflineUse earlier =
                new OfflineUse(UUID.randomUUID(), pass.id(), CLOCK.instant().plus(fast));
        CLOCK.advance(Duration.ofMinutes(1));
        assertThat(fixture.scanned(pass.qr())).isEqualTo(ACCEPTED);

        assertThat(fixture.synced(fast, earlier).get(0).outcome()).isEqualTo(CONFLICT);
        assertThat(conflicts()).hasSize(2);
    }

    @Test
    void aTabletThatIsAloneChecksCodeAndDigitsWithWhatItLoaded() throws Exception {
        ShownPass pass = fixture.issued();
        Town.Person teacher = town().staff("林老师", "TEACHER");
        JsonNode keys = town().get(teacher, "/api/station/passes/keys");
        JsonNode day = town().get(teacher, dayAddress());

        int point = pass.qr().lastIndexOf('.');
        byte[] signature = Base64.getUrlDecoder().decode(pass.qr().substring(point + 1));
        Signature ed25519 = Signature.getInstance("Ed25519");
        ed25519.initVerify(KeyFactory.getInstance("Ed25519").generatePublic(publicKey(keys)));
        ed25519.update(pass.qr().substring(0, point).getBytes(StandardCharsets.US_ASCII));
        assertThat(ed25519.verify(signature)).isTrue();

        byte[] salt = Base64.getDecoder().decode(day.get("salt").asString());
        byte[] hash = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                .generateSecret(new PBEKeySpec(
                        pass.digits().toCharArray(), salt, day.get("rounds").asInt(), 256))
                .getEncoded();
        assertThat(day.at("/entries/0/hash").asString())
                .isEqualTo(Base64.getEncoder().encodeToString(hash));
        assertThat(day.at("/entries/0/passId").asString()).isEqualTo(pass.id().toString());
        assertThat(day.toString()).doesNotContain(pass.digits());

        fixture.scanned(pass.qr());
        JsonNode after = town().get(teacher, dayAddress());
        assertThat(after.get("entries")).isEmpty();
        assertThat(after.at("/gone/0").asString()).isEqualTo(pass.id().toString());
    }

    @Test
    void onlyStaffOfTheStationLoadItsPasses() {
        fixture.issued();
        Town other = new Town(api(), WECHAT);
        Town.Person stranger = other.staff("陈老师", "TEACHER");
        Town.Person worker = town().staff("王师傅", "WORKER");

        for (Town.Person caller : List.of(stranger, worker)) {
            assertThat(other.exchange("GET", caller, dayAddress(), null, null).code())
                    .isEqualTo("role-missing");
        }
    }

    /** The first bit of the last byte is the sign of x, the rest is y, little-endian. */
    private static EdECPublicKeySpec publicKey(JsonNode keys) {
        byte[] key = Base64.getDecoder().decode(keys.at("/0/key").asString());
        boolean odd = (key[31] & 0x80) != 0;
        byte[] y = new byte[32];
        for (int i = 0; i < 32; i++) {
            y[i] = key[31 - i];
        }
        y[0] &= 0x7f;
        return new EdECPublicKeySpec(NamedParameterSpec.ED25519, new EdECPoint(odd, new BigInteger(1, y)));
    }

    private String dayAddress() {
        return "/api/station/passes?stationId=" + town().stationId + "&purpose=PICK_UP&day=" + fixture.day;
    }

    private JsonNode conflicts() {
        Town.Person lead = town().staff("站长", "STATION_LEAD");
        Instant now = CLOCK.instant();
        return town().get(
                        lead,
                        "/api/station/passes/conflicts?stationId=" + town().stationId + "&purpose=PICK_UP&from="
                                + now.minus(Duration.ofHours(3)) + "&to=" + now.plusSeconds(60));
    }
}
