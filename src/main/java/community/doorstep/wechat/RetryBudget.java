package community.doorstep.wechat;

import java.util.concurrent.atomic.AtomicInteger;

/** Allows one repetition for ten answers, ten in a row at most: who is in trouble is not asked twice as often. */
final class RetryBudget {

    private static final int PRICE = 10;
    private static final int MOST = 10 * PRICE;

    private final AtomicInteger saved = new AtomicInteger(MOST);

    void earn() {
        saved.updateAndGet(now -> Math.min(MOST, now + 1));
    }

    boolean spend() {
        return saved.getAndUpdate(now -> now >= PRICE ? now - PRICE : now) >= PRICE;
    }
}
