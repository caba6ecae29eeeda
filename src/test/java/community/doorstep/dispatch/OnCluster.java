package community.doorstep.dispatch;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.Path;
import java.util.List;
import org.springframework.boot.data.redis.autoconfigure.DataRedisConnectionDetails;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** The whole application with a Redis of three nodes, which all tests with this share. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Import(OnCluster.Nodes.class)
@interface OnCluster {

    @TestConfiguration(proxyBeanMethods = false)
    class Nodes {

        static final RedisCluster CLUSTER = new RedisCluster(Path.of(
                "target", "embedded", "cluster-" + ProcessHandle.current().pid()));

        static {
            Runtime.getRuntime().addShutdownHook(new Thread(CLUSTER::close));
        }

        @Bean
        DataRedisConnectionDetails threeNodes() {
            List<DataRedisConnectionDetails.Node> nodes = CLUSTER.ports().stream()
                    .map(port -> new DataRedisConnectionDetails.Node("127.0.0.1", port))
                    .toList();
            return new DataRedisConnectionDetails() {
                @Override
                public Cluster getCluster() {
                    return () -> nodes;
                }
            };
        }
    }
}
