package community.doorstep.bench;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Arrays;

/** One connection of {@link HttpLoad}. */
final class HttpConnection {

    private final SocketChannel channel;
    private final SelectionKey key;
    private byte[] buffer = new byte[4096];
    private int length;
    private ByteBuffer unsent = ByteBuffer.allocate(0);
    private HttpRequest request;
    private long sentAt;

    private HttpConnection(SocketChannel channel, Selector selector) throws IOException {
        this.channel = channel;
        this.key = channel.register(selector, SelectionKey.OP_CONNECT, this);
    }

    static void open(InetSocketAddress server, Selector selector) throws IOException {
        SocketChannel channel = SocketChannel.open();
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        new HttpConnection(channel, selector);
        channel.connect(server);
    }

    void connected() throws IOException {
        channel.finishConnect();
        key.interestOps(SelectionKey.OP_READ);
    }

    void send(HttpRequest next) throws IOException {
        request = next;
        sentAt = System.nanoTime();
        unsent = ByteBuffer.wrap(next.bytes());
        flush();
    }

    void flush() throws IOException {
        channel.write(unsent);
        int wanted = unsent.hasRemaining() ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ;
        if (key.interestOps() != wanted) {
            key.interestOps(wanted);
        }
    }

    /** The answer when it is complete; null before. */
    HttpAnswer read() throws IOException {
        if (length == buffer.length) {
            buffer = Arrays.copyOf(buffer, 2 * length);
        }
        int read = channel.read(ByteBuffer.wrap(buffer, length, buffer.length - length));
        if (read < 0) {
            throw new EOFException();
        }
        length += read;
        return HttpAnswer.in(buffer, length);
    }

    HttpRequest request() {
        return request;
    }

    boolean isServing(HttpRequest asked) {
        return request == asked;
    }

    /** Free for the next request; how long this one took. */
    long done() {
        request = null;
        length = 0;
        return System.nanoTime() - sentAt;
    }

    void close() {
        try {
            channel.close();
        } catch (IOException alreadyGone) {
            throw new IllegalStateException(alreadyGone);
        }
    }
}
