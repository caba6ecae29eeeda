package community.doorstep.signin;

/** RFC 4648 without padding, as authenticator apps take a secret. */
final class Base32 {

    private static final org.apache.commons.codec.binary.Base32 CODEC = new org.apache.commons.codec.binary.Base32();

    private Base32() {}

    static String of(byte[] bytes) {
        return CODEC.encodeToString(bytes).replace("=", "");
    }
}
