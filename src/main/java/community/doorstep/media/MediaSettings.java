package community.doorstep.media;

import org.springframework.boot.context.properties.ConfigurationProperties;

/** @param publicUrl under which this application is reached from outside, without a slash at its end */
@ConfigurationProperties("doorstep.media")
record MediaSettings(String publicUrl) {}
