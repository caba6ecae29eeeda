package community.doorstep.signin;

/** RFC 4648 without padding, as authenticator apps take a secret; Java has only Base64. */
final class Base32 {

    private static final String SIGNS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int BITS = 5;

    private Base32() {}

    static String of(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        int left = 0;
        int held = 0;
        for (byte next : bytes) {
            held = ((held << Byte.SIZE) | (next & 0xff)) & 0xfff;
            left += Byte.SIZE;
            while (left >= BITS) {
                left -= BITS;
                text.append(SIGNS.charAt((held >> left) & 0x1f));
            }
        }
        return left == 0
                ? text.toString()
                : text.append(SIGNS.charAt((held << (BITS - left)) & 0x1f)).toString();
    }
}
