package community.doorstep.dispatch;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;

/** What holds on one Redis holds on three nodes: the offers in every run, the rest when thorough. */
class DispatchOnClusterTests {

    @Nested
    @OnCluster
    @Tag("thorough")
    class Streams extends DispatchStreamTests {}

    @Nested
    @OnCluster
    @Tag("thorough")
    class Reconciling extends ReconciliationTests {

        @Override
        FailingRedis server() {
            return OnCluster.Nodes.CLUSTER;
        }
    }

    @Nested
    @OnCluster
    @Tag("thorough")
    class Ladder extends LadderApiTests {}

    @Nested
    @OnCluster
    class Offers extends OffersApiTests {}

    @Nested
    @OnCluster
    @Tag("thorough")
    class Dispatch extends DispatchApiTests {}

    @Nested
    @OnCluster
    @Tag("thorough")
    class Steps extends JobStepsApiTests {}

    @Nested
    @OnCluster
    @Tag("thorough")
    class Sequences extends JobSequencesTests {}
}
