package community.doorstep.stationrules;

/** How a station's jobs find their workers. */
public enum DispatchMode {
    /** 抢单: everybody on duty sees it, the first to claim has it. */
    BROADCAST,
    /** 就近: offered to one after another, the nearest first. */
    NEAREST,
    /** 轮流: offered in turn, so that jobs, stairs and what nobody likes are spread evenly. */
    ROUND_ROBIN,
    /** 站长指派: the lead says who. */
    MANUAL;

    /** Whether the house itself offers jobs, one worker at a time. */
    public boolean offers() {
        return this == NEAREST || this == ROUND_ROBIN;
    }
}
