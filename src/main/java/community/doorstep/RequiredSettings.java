package community.doorstep;

import java.util.List;
import java.util.Locale;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Looks before anything starts whether all is set that has no default, so that one failure names everything that is
 * missing. Without this, a missing {@code SPRING_FLYWAY_URL} would leave the migrations out in silence.
 */
@Component
class RequiredSettings implements BeanFactoryPostProcessor {

    /** What the templates in k8s/ say where a value belongs. */
    static final String PLACEHOLDER = "REPLACE-ME";

    private static final String POSTGRES = "spring.r2dbc.url";
    private static final String POSTGRES_ROLE = "spring.r2dbc.username";
    private static final List<String> ALWAYS = List.of(
            POSTGRES,
            "doorstep.keys",
            "doorstep.wechat.app-id",
            "doorstep.wechat.app-secret",
            "doorstep.wechat.pay.merchant-id",
            "doorstep.wechat.pay.merchant-serial",
            "doorstep.wechat.pay.merchant-private-key",
            "doorstep.wechat.pay.api-v3-key",
            "doorstep.wechat.pay.public-key-id",
            "doorstep.wechat.pay.public-key",
            "doorstep.wechat.pay.notify-url",
            "doorstep.media.public-url");

    private static final String MIGRATIONS = "spring.flyway.url";
    private static final String REDIS = "spring.data.redis.host";
    private static final List<String> REDIS_OTHERWISE =
            List.of("spring.data.redis.url", "spring.data.redis.cluster.nodes", "spring.data.redis.sentinel.nodes");

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
        List<String> missing = missing(beans.getBean(Environment.class));
        if (!missing.isEmpty()) {
            throw new SettingsMissing(missing);
        }
    }

    /** The environment variables that would have to be set. */
    static List<String> missing(Environment environment) {
        Binder settings = Binder.get(environment);
        List<String> missing = new java.util.ArrayList<>(
                ALWAYS.stream().filter(name -> !isSet(settings, name)).toList());
        if (!isSet(settings, MIGRATIONS) && environment.getProperty("spring.flyway.enabled", Boolean.class, true)) {
            missing.add(MIGRATIONS);
        }
        if (!isSet(settings, REDIS) && REDIS_OTHERWISE.stream().noneMatch(name -> isSet(settings, name))) {
            missing.add(REDIS);
        }
        String url = environment.getProperty(POSTGRES, "");
        if (!isSet(settings, POSTGRES_ROLE) && !url.contains("@")) {
            missing.add(POSTGRES_ROLE);
        }
        return missing.stream().map(RequiredSettings::variable).toList();
    }

    private static boolean isSet(Binder settings, String name) {
        return settings.bind(name, Bindable.listOf(String.class))
                .map(values -> values.stream().noneMatch(value -> value.isBlank() || value.equals(PLACEHOLDER)))
                .orElse(false);
    }

    static String variable(String name) {
        return name.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
    }
}
