package community.doorstep.wechat;

import community.doorstep.shared.Seal;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.core.StringRedisTemplate;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(WechatSettings.class)
class WechatConfiguration {

    @Bean
    MiniProgram miniProgram(WechatSettings settings, StringRedisTemplate redis, Seal seal, Clock clock) {
        return new MiniProgram(settings, TokenStore.in(redis, seal), clock);
    }

    @Bean
    WechatPay wechatPay(WechatSettings settings, Clock clock) {
        return new WechatPay(settings, clock);
    }
}
