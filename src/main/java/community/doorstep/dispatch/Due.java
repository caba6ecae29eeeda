package community.doorstep.dispatch;

import java.util.UUID;

/**
 * Something to be paid at a door; never why it is not more.
 *
 * @param door the job, or the reference of the stop
 * @param reference what is paid, as payment knows it
 * @param words what it is for; no person's data
 */
public record Due(UUID door, UUID reference, String words, long amountFen) {}
