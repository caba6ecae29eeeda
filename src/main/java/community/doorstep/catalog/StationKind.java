package community.doorstep.catalog;

/** Whose people work at a station. */
public enum StationKind {
    /** The community's. */
    SERVICE,
    /** A partner merchant's 合作商户: they see its jobs and no others. */
    PARTNER
}
