package community.doorstep.wechat;

/** WeChat answered with a code that only an operator can act on; the message holds nothing sensitive. */
final class UnexpectedAnswer extends RuntimeException {

    private static final String BUSY = "errcode -1";
    private static final String FAILING = "HTTP 5";

    UnexpectedAnswer(String code) {
        super(code);
    }

    /** Whether it means that WeChat itself is in trouble, rather than what we asked. */
    boolean isOutage() {
        String code = String.valueOf(getMessage());
        return code.equals(BUSY) || code.startsWith(FAILING);
    }
}
