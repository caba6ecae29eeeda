package community.doorstep.shared;

/** What a person may do beyond being a resident; each is granted for a community, some for one station. */
public enum Role {
    /** 服务人员: takes jobs. */
    WORKER,
    /** 老师: looks after the children of a care centre. */
    TEACHER,
    /** 厨房与窗口: the senior canteen's kitchen and counter. */
    COUNTER,
    /** 站长: runs a station. */
    STATION_LEAD,
    /** 话务/前台: books for people who telephone or come to the desk. */
    OPERATOR,
    /** 财务: money, budgets, reconciliation. */
    FINANCE,
    /** 社区管理员: prices, services, staff of a community. */
    COMMUNITY_ADMIN,
    /** 市级管理员: makes communities; granted for none of them. */
    CITY_ADMIN
}
