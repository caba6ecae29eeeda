package community.doorstep.wechat;

import community.doorstep.shared.Seal;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.core.StringRedisTemplate;

@Configuration(proxyBeanMethods = false)
class TokenConfiguration {

    @Bean
    TokenStore wechatTokens(StringRedisTemplate redis, Seal seal) {
        return TokenStore.in(redis, seal);
    }
}
