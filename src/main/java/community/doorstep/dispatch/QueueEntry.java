package community.doorstep.dispatch;

/**
 * What a station's queue in Redis holds of a job.
 *
 * @param worker empty unless it is in hand
 * @param audience empty for all, {@code -} for nobody, or the worker it is offered to
 */
record QueueEntry(String job, long version, JobState state, String worker, String audience, long rank) {

    private static final String ALL = "";
    private static final String NOBODY = "-";

    /** Of a line {@code id|version|state|worker|audience|rank}. */
    static QueueEntry read(String line) {
        String[] parts = line.split("\\|", -1);
        return new QueueEntry(
                parts[0],
                Long.parseLong(parts[1]),
                JobState.valueOf(parts[2]),
                parts[3],
                parts[4],
                Long.parseLong(parts[5]));
    }

    static QueueEntry of(JobCard card) {
        return new QueueEntry(
                card.id().toString(),
                card.version(),
                card.state(),
                card.state().inHand() ? String.valueOf(card.worker()) : "",
                audience(card),
                card.rank());
    }

    private static String audience(JobCard card) {
        if (card.state() != JobState.WAITING || card.openToAll()) {
            return ALL;
        }
        Offer offer = card.offer();
        return offer == null ? NOBODY : offer.to().toString();
    }

    /** As the script writes it. */
    String written() {
        return version + "|" + state + "|" + worker + "|" + audience;
    }
}
