package community.doorstep.wechat;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The mini program's and the merchant's identity at WeChat.
 *
 * @param apiUrl where the mini program's API answers, if not at WeChat itself, e.g. http://127.0.0.1:9100
 * @param push where WeChat tells us of events; null when it does not
 * @param codeVersion which version of the mini program printed codes open: release, trial or develop
 * @param responseTimeout how long WeChat may stay silent within one HTTP call
 * @param breakerPause how long calls are turned away once most of them had failed
 * @param connections the most calls at once, to each of the two APIs
 */
@Validated
@ConfigurationProperties("doorstep.wechat")
public record WechatSettings(
        @NotBlank String appId,
        @NotBlank String appSecret,
        @Nullable @Pattern(regexp = "https?://[^/]+") String apiUrl,
        @NotNull @Valid Pay pay,
        @Nullable @Valid Push push,
        @DefaultValue("release") String codeVersion,
        @DefaultValue("2s") Duration connectTimeout,
        @DefaultValue("4s") Duration responseTimeout,
        @DefaultValue("5s") Duration breakerPause,
        @DefaultValue("16") @Positive int connections) {

    /**
     * The merchant's side of Pay v3 in public-key mode.
     *
     * @param merchantSerial the serial number of the merchant's certificate
     * @param merchantPrivateKey PEM, PKCS#8
     * @param apiV3Key 32 characters: decrypts callbacks
     * @param publicKeyId names WeChat's public key, PUB_KEY_ID_...
     * @param publicKey PEM: verifies WeChat's replies and callbacks
     * @param payUrl where Pay answers, if not at WeChat itself
     * @param notifyUrl where WeChat sends callbacks to: our /wechat/pay/notifications as seen from outside
     */
    public record Pay(
            @NotBlank String merchantId,
            @NotBlank String merchantSerial,
            @NotBlank String merchantPrivateKey,
            @NotBlank String apiV3Key,
            @NotBlank String publicKeyId,
            @NotBlank String publicKey,
            @Nullable @Pattern(regexp = "https?://[^/]+") String payUrl,
            @NotBlank String notifyUrl) {

        @Override
        public String toString() {
            return "Pay[merchantId=" + merchantId + ", payUrl=" + payUrl + ", notifyUrl=" + notifyUrl + "]";
        }
    }

    /**
     * As set in the mini program's console, with the data as JSON and in safe (encrypted) mode.
     *
     * @param token signs
     * @param aesKey 43 characters: encrypts
     */
    public record Push(
            @NotBlank String token,
            @NotBlank @Pattern(regexp = "[A-Za-z0-9+/]{43}") String aesKey) {

        @Override
        public String toString() {
            return "Push[hidden]";
        }
    }

    /** The longest one HTTP call can take; a call to an SDK may make several. */
    Duration longestHttpCall() {
        return connectTimeout.multipliedBy(2).plus(responseTimeout);
    }

    @Override
    public String toString() {
        return "WechatSettings[appId=" + appId + ", apiUrl=" + apiUrl + ", pay=" + pay + "]";
    }
}
