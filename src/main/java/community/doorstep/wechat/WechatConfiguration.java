package community.doorstep.wechat;

import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(WechatSettings.class)
class WechatConfiguration {

    @Bean
    MiniProgram miniProgram(WechatSettings settings, TokenStore tokens, Clock clock) {
        return new MiniProgram(settings, tokens, clock);
    }

    @Bean
    WechatPay wechatPay(WechatSettings settings, Clock clock) {
        return new WechatPay(settings, clock);
    }
}
