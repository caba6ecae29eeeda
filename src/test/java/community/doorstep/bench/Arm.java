package community.doorstep.bench;

/** One side of a comparison. */
record Arm(Task task, int connections) {

    static final int JDBC_THREADS = 16;

    static Arm of(Task task, int connections) {
        return new Arm(task, connections);
    }

    static Arm jdbc() {
        return new Arm(Task.JDBC, JDBC_THREADS);
    }

    String label() {
        return task + "/" + connections;
    }
}
