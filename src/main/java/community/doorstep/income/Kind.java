package community.doorstep.income;

import community.doorstep.ledger.Line;
import community.doorstep.ledger.Transfer;
import community.doorstep.shared.CommunityId;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** Why something was earned, or not after all. */
enum Kind {
    /** A service was given. */
    SERVICE("服务收入"),
    /** Nobody came: what was paid stays, what the funds added is spent. */
    NO_SHOW("未到场，款项不退"),
    /** The same, paid when that was already noted. */
    NO_SHOW_PAID("未到场，款项不退"),
    /** Somebody did come. */
    NO_SHOW_UNDONE("更正：已到场"),
    NO_SHOW_PAID_UNDONE("更正：已到场"),
    /** What stays of a booking that was cancelled late. */
    CANCELLATION("取消预约所留费用"),
    /** Parts, labour, lateness. */
    SUPPLEMENT("附加费用收入"),
    /** Money that went back after it had been earned; one for each refund. */
    RETURNED("退款冲减收入");

    /** Of which money can go back that is earned already. */
    static final List<String> EARNED = Stream.of(SERVICE, NO_SHOW, NO_SHOW_PAID, SUPPLEMENT)
            .map(Kind::name)
            .toList();

    static final List<String> MISSED =
            Stream.of(NO_SHOW, NO_SHOW_PAID).map(Kind::name).toList();

    private final String words;

    Kind(String words) {
        this.words = words;
    }

    Transfer transfer(CommunityId community, UUID source, List<Line> lines) {
        return new Transfer(community, name(), source, words, lines);
    }

    static Transfer undoing(Transfer missed) {
        Kind undone = valueOf(missed.kind() + "_UNDONE");
        return missed.undone(undone.name(), undone.words);
    }
}
