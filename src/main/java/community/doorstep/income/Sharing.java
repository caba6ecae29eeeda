package community.doorstep.income;

import community.doorstep.ledger.Account;
import community.doorstep.ledger.Line;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.StationId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The lines of something earned: from station, operator and community into what residents had prepaid and funds owe. */
@Component
class Sharing {

    /** Stands for no service in particular: the community's own shares. */
    static final UUID NO_SERVICE = new UUID(0, 0);

    /**
     * @param residentsFen what people pay for it; below zero when it goes back to them
     * @param fundsFen what each fund adds
     */
    record Earning(
            CommunityId community, UUID service, StationId station, long residentsFen, Map<String, Long> fundsFen) {

        long fen() {
            return residentsFen
                    + fundsFen.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    private final ShareRows shares;

    Sharing(ShareRows shares) {
        this.shares = shares;
    }

    /** No lines when nothing was earned. */
    Mono<List<Line>> lines(Earning earning) {
        return shares.of(earning.community(), earning.service()).map(found -> lines(earning, found));
    }

    private static List<Line> lines(Earning earning, Shares shares) {
        List<Line> lines = new ArrayList<>();
        add(lines, Account.RESIDENTS, earning.residentsFen());
        earning.fundsFen().forEach((fund, fen) -> add(lines, Account.fund(fund), fen));
        Shares.Parts parts = shares.of(earning.fen());
        add(lines, Account.station(earning.station()), -parts.stationFen());
        add(lines, Account.OPERATOR, -parts.operatorFen());
        add(lines, Account.COMMUNITY, -parts.communityFen());
        return lines;
    }

    private static void add(List<Line> lines, Account account, long fen) {
        if (fen != 0) {
            lines.add(new Line(account, fen));
        }
    }
}
