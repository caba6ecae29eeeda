package community.doorstep.income;

/**
 * Who gets how much of what a service earns, in whole percent; the station has what is left, and what cannot be divided.
 *
 * @param operator 运营方: who runs the platform or the service
 * @param community 社区: what the community keeps for itself
 */
record Shares(int operator, int community) {

    static final Shares ALL_THE_STATIONS = new Shares(0, 0);

    record Parts(long stationFen, long operatorFen, long communityFen) {}

    Parts of(long fen) {
        long operators = part(fen, operator);
        long communitys = part(fen, community);
        return new Parts(fen - operators - communitys, operators, communitys);
    }

    /** In two steps, so that no amount is too large. */
    private static long part(long fen, int percent) {
        return fen / 100 * percent + fen % 100 * percent / 100;
    }
}
