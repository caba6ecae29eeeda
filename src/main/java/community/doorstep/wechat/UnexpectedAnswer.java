package community.doorstep.wechat;

/** WeChat answered with a code that only an operator can act on; the message holds nothing sensitive. */
final class UnexpectedAnswer extends RuntimeException {

    UnexpectedAnswer(String code) {
        super(code);
    }
}
