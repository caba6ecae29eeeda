package community.doorstep.booking;

import community.doorstep.bench.HttpAnswer;
import community.doorstep.bench.HttpRequest;
import community.doorstep.bench.HttpWork;
import community.doorstep.bench.Letters;

/** Everyone in the crowd asks for the price. */
final class RushQuotes implements HttpWork {

    private final RushOrder order;
    private final String[] tokens;
    private int asked;
    private int answered;
    private String strange = "";

    RushQuotes(RushOrder order) {
        this.order = order;
        this.tokens = new String[order.tokens().size()];
    }

    @Override
    public HttpRequest next() {
        if (asked == tokens.length) {
            return null;
        }
        String body = "{\"serviceId\":\"" + order.service() + "\",\"slotId\":\"" + order.slot() + "\"}";
        return Letters.request("/api/quotes", order.tokens().get(asked), null, body, asked++, -1);
    }

    @Override
    public void answered(HttpRequest request, HttpAnswer answer, long nanos) {
        answered++;
        String token = answer.text("token");
        if (token.isEmpty()) {
            strange = answer.status() + " " + answer.body();
        }
        tokens[(Integer) request.tag()] = token;
    }

    @Override
    public void broken(HttpRequest request) {
        answered++;
        strange = "the connection ended";
    }

    @Override
    public boolean goesOn() {
        return answered < tokens.length;
    }

    String[] tokens() {
        return tokens;
    }

    /** The last answer that was no quote; empty when all were. */
    String strange() {
        return strange;
    }
}
