package community.doorstep.media;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/** @param publicUrl under which this application is reached from outside, without a slash at its end */
@Validated
@ConfigurationProperties("doorstep.media")
record MediaSettings(
        @NotBlank @Pattern(regexp = "https?://[^/\\s]+") String publicUrl) {}
