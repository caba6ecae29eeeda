package community.doorstep.bench;

/**
 * What the load generator is asked to do.
 *
 * @param day whose slots are booked
 * @param connections or threads, for {@link Task#isJdbc}
 */
record Order(Task task, int day, int connections, double seconds) {}
