package community.doorstep.payment;

/** How money comes and goes back. */
enum Way {
    WECHAT,
    CASH
}
