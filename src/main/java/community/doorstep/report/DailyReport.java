package community.doorstep.report;

import community.doorstep.catalog.Catalog;
import community.doorstep.catalog.Service;
import community.doorstep.catalog.ServiceId;
import community.doorstep.shared.Caller;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.Money;
import community.doorstep.shared.Refusal;
import community.doorstep.shared.Role;
import community.doorstep.shared.Sheet;
import community.doorstep.shared.StationId;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What was done, by day, station and service, for admins and finance. */
@Component
class DailyReport {

    static final int MOST_DAYS = 92;
    private static final String STREET = "街面报修";

    private record Named(Map<ServiceId, Service> services, Map<Key, Figures> figures) {}

    private final DailyFigures figures;
    private final Catalog catalog;

    DailyReport(DailyFigures figures, Catalog catalog) {
        this.figures = figures;
        this.catalog = catalog;
    }

    /** Refuses {@code date-range-invalid} (400) unless in order and at most 92 days. */
    Mono<List<DailyRow>> of(Caller caller, CommunityId community, LocalDate from, LocalDate to) {
        caller.mustBe(community, Role.COMMUNITY_ADMIN, Role.FINANCE);
        if (to.isBefore(from) || ChronoUnit.DAYS.between(from, to) >= MOST_DAYS) {
            throw Refusal.badRequest("date-range-invalid").with("mostDays", MOST_DAYS);
        }
        return catalog.community(community)
                .map(known -> new DailyFigures.Period(community, known.zone(), from, to))
                .flatMap(figures::of)
                .zipWith(catalog.servicesOf(community), (found, services) -> new Named(services, found))
                .flatMapMany(DailyReport::lines)
                .concatMap(this::stationNamed)
                .collectList();
    }

    private static Flux<DailyRow> lines(Named named) {
        return Flux.fromStream(named.figures().entrySet().stream()
                .map(entry -> DailyRow.of(entry.getKey(), "", serviceName(named, entry.getKey()), entry.getValue()))
                .sorted(Comparator.comparing(DailyRow::day)
                        .thenComparing(DailyRow::stationId)
                        .thenComparing(DailyRow::service)));
    }

    private static String serviceName(Named named, Key key) {
        if (key.service() == null) {
            return STREET;
        }
        Service service = named.services().get(new ServiceId(key.service()));
        return service == null ? "" : service.name();
    }

    private Mono<DailyRow> stationNamed(DailyRow row) {
        return catalog.station(new StationId(row.stationId()))
                .map(station -> new DailyRow(
                        row.day(),
                        row.stationId(),
                        station.name(),
                        row.serviceId(),
                        row.service(),
                        row.figures(),
                        row.stars()));
    }

    static Sheet sheet(List<DailyRow> rows, LocalDate from, LocalDate to) {
        return Sheet.of(
                "日报 " + from + " " + to,
                rows,
                List.of(
                        Sheet.column("日期", DailyRow::day),
                        Sheet.column("驿站", DailyRow::station),
                        Sheet.column("服务", DailyRow::service),
                        Sheet.column("预约", row -> row.figures().bookings()),
                        Sheet.column("服务人数", row -> row.figures().served()),
                        Sheet.column("取消", row -> row.figures().cancelled()),
                        Sheet.column("未到", row -> row.figures().missed()),
                        Sheet.column("上门", row -> row.figures().visits()),
                        Sheet.column("准时", row -> row.figures().onTime()),
                        Sheet.column("守诺", row -> row.figures().kept()),
                        Sheet.column("评价", row -> row.figures().ratings()),
                        Sheet.column("平均星级", DailyRow::stars),
                        Sheet.column("投诉", row -> row.figures().complaints()),
                        Sheet.column("补贴（元）", row -> Money.fen(row.figures().subsidyFen())),
                        Sheet.column("收入（元）", row -> Money.fen(row.figures().incomeFen())),
                        Sheet.column("加项收入（元）", row -> Money.fen(row.figures().extraFen())),
                        Sheet.column("保修上门", row -> row.figures().warranty()),
                        Sheet.column("街面报修", row -> row.figures().faults()),
                        Sheet.column("街面修好", row -> row.figures().fixed())));
    }
}
