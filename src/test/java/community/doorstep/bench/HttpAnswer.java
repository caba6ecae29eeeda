package community.doorstep.bench;

import java.nio.charset.StandardCharsets;

/** An answer, still in the buffer that it was read into: it must be read before the next one comes. */
public final class HttpAnswer {

    private final int status;
    private final byte[] buffer;
    private final int from;
    private final int to;

    private HttpAnswer(int status, byte[] buffer, int from, int to) {
        this.status = status;
        this.buffer = buffer;
        this.from = from;
        this.to = to;
    }

    /** The answer that begins the buffer; null while it is not complete. */
    static HttpAnswer in(byte[] buffer, int length) {
        int end = endOfHead(buffer, length);
        if (end < 0) {
            return null;
        }
        String head = new String(buffer, 0, end, StandardCharsets.ISO_8859_1).toLowerCase();
        int status = Integer.parseInt(head.substring(9, 12));
        int declared = head.indexOf("\r\ncontent-length:");
        if (declared < 0) {
            boolean bodiless = status == 204 || status == 304;
            return bodiless ? new HttpAnswer(status, buffer, end, end) : chunked(head, status, buffer, end, length);
        }
        int line = declared + "\r\ncontent-length:".length();
        int body =
                Integer.parseInt(head.substring(line, head.indexOf('\r', line)).strip());
        return length < end + body ? null : new HttpAnswer(status, buffer, end, end + body);
    }

    private static HttpAnswer chunked(String head, int status, byte[] buffer, int end, int length) {
        if (!head.contains("transfer-encoding: chunked")) {
            throw new IllegalStateException("An answer without a length: " + head);
        }
        boolean complete =
                length >= 5 && new String(buffer, length - 5, 5, StandardCharsets.ISO_8859_1).equals("0\r\n\r\n");
        return complete ? new HttpAnswer(status, buffer, end, length) : null;
    }

    private static int endOfHead(byte[] buffer, int length) {
        for (int i = 3; i < length; i++) {
            if (buffer[i] == '\n' && buffer[i - 1] == '\r' && buffer[i - 2] == '\n' && buffer[i - 3] == '\r') {
                return i + 1;
            }
        }
        return -1;
    }

    public int status() {
        return status;
    }

    public String body() {
        return new String(buffer, from, to - from, StandardCharsets.UTF_8);
    }

    /** The first text under this name in the body; empty when there is none. */
    public String text(String name) {
        String body = body();
        String opening = "\"" + name + "\":\"";
        int begins = body.indexOf(opening);
        return begins < 0
                ? ""
                : body.substring(begins + opening.length(), body.indexOf('"', begins + opening.length()));
    }
}
