package community.doorstep.pricebook;

/** One thing said in Chinese and in English. */
public record Said(String zh, String en) {}
