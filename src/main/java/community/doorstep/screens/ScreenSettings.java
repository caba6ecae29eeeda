package community.doorstep.screens;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param simulator where the simulator of WeChat listens, for screens in a browser; empty where WeChat is real
 */
@ConfigurationProperties("doorstep.screens")
record ScreenSettings(@DefaultValue("") String simulator) {}
