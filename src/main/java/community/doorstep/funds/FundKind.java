package community.doorstep.funds;

/** Where a fund's money comes from. */
public enum FundKind {
    /** The district's seed fund 种子基金. */
    SEED,
    /** The community's governance fund 社区治理专项资金. */
    GOVERNANCE,
    /** Donations 慈善共富基金. */
    CHARITY,
    CITY,
    OTHER
}
