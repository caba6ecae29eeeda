package community.doorstep.bench;

/**
 * One side of a comparison.
 *
 * @param slowWechat whether WeChat takes 5 s for each answer meanwhile, and people keep signing in
 */
record Arm(Task task, int connections, boolean slowWechat) {

    static final int JDBC_THREADS = 16;

    static Arm of(Task task, int connections) {
        return new Arm(task, connections, false);
    }

    static Arm besideSlowWechat(Task task, int connections) {
        return new Arm(task, connections, true);
    }

    static Arm jdbc() {
        return of(Task.JDBC, JDBC_THREADS);
    }

    String label() {
        return task + "/" + connections + (slowWechat ? " slow WeChat" : "");
    }
}
