package community.doorstep.simulation;

import community.doorstep.catalog.Service;
import community.doorstep.catalog.ServiceId;
import community.doorstep.catalog.Station;
import community.doorstep.pricebook.BookContent;
import community.doorstep.pricebook.Fund;
import community.doorstep.pricebook.PriceBookEntry;
import community.doorstep.pricebook.PriceBookView;
import community.doorstep.shared.StationId;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Puts what a replay has counted into an answer in which no single person can be seen. */
final class SimulationReport {

    private final PriceBookEntry book;
    private final BookContent content;
    private final Map<ServiceId, Service> services;
    private final Map<StationId, Station> stations;

    SimulationReport(PriceBookView view, List<Service> services, List<Station> stations) {
        this.book = view.book();
        this.content = view.content();
        this.services = services.stream().collect(Collectors.toMap(Service::id, Function.identity()));
        this.stations = stations.stream().collect(Collectors.toMap(Station::id, Function.identity()));
    }

    Simulation of(Replay replay, LocalDate from, LocalDate to) {
        Tally total = new Tally();
        replay.services().values().forEach(total::addAll);
        if (total.people() < Simulation.FEWEST_PEOPLE) {
            return new Simulation(
                    book.id(), book.version(), from, to, null, List.of(), List.of(), List.of(), List.of(), List.of());
        }
        List<SmallGroups.Merged<StationId>> places = SmallGroups.merged(byStation(replay.services()));
        return new Simulation(
                book.id(),
                book.version(),
                from,
                to,
                total.impact(),
                groups(SmallGroups.merged(replay.ages()), AgeBand::key, AgeBand::words),
                groups(SmallGroups.merged(replay.evidence()), kind -> kind, kind -> kind),
                groups(
                        within(places, replay.services()),
                        ServiceId::toString,
                        id -> service(id).name()),
                groups(places, StationId::toString, id -> station(id).name()),
                funds(replay.subsidies(), replay.days().stretches()));
    }

    private Service service(ServiceId id) {
        return Objects.requireNonNull(services.get(id));
    }

    private Station station(StationId id) {
        return Objects.requireNonNull(stations.get(id));
    }

    private Map<StationId, Tally> byStation(Map<ServiceId, Tally> tallies) {
        Map<StationId, Tally> byStation = new LinkedHashMap<>();
        tallies.keySet().stream()
                .sorted(Comparator.comparing(
                        (ServiceId id) -> station(service(id).stationId()).name()))
                .forEach(id -> byStation
                        .computeIfAbsent(service(id).stationId(), station -> new Tally())
                        .addAll(Objects.requireNonNull(tallies.get(id))));
        return byStation;
    }

    /** A small service is added to others of its own station, or its numbers would follow from the station's. */
    private List<SmallGroups.Merged<ServiceId>> within(
            List<SmallGroups.Merged<StationId>> places, Map<ServiceId, Tally> tallies) {
        List<SmallGroups.Merged<ServiceId>> merged = new ArrayList<>();
        for (SmallGroups.Merged<StationId> place : places) {
            Map<ServiceId, Tally> here = new LinkedHashMap<>();
            tallies.keySet().stream()
                    .filter(id -> place.keys().contains(service(id).stationId()))
                    .sorted(Comparator.comparing((ServiceId id) -> service(id).name()))
                    .forEach(id -> here.put(id, Objects.requireNonNull(tallies.get(id))));
            merged.addAll(SmallGroups.merged(here));
        }
        return merged;
    }

    private static <K> List<Simulation.Group> groups(
            List<SmallGroups.Merged<K>> merged, Function<K, String> key, Function<K, String> name) {
        return merged.stream()
                .map(group -> new Simulation.Group(
                        group.keys().stream().map(key).toList(),
                        group.keys().stream().map(name).toList(),
                        group.tally().impact()))
                .toList();
    }

    private List<Simulation.FundUse> funds(Subsidies subsidies, List<SubsidyDays.Stretch> stretches) {
        Map<String, Fund> named = content.funds().stream().collect(Collectors.toMap(Fund::code, Function.identity()));
        return subsidies.funds().stream()
                .map(code -> {
                    Fund fund = named.getOrDefault(code, new Fund(code, code, code));
                    return new Simulation.FundUse(
                            code,
                            fund.nameZh(),
                            fund.nameEn(),
                            subsidies.beforeFen(code),
                            subsidies.afterFen(code),
                            subsidies.dryOn(code),
                            days(code, stretches));
                })
                .toList();
    }

    private static List<Simulation.FundDays> days(String code, List<SubsidyDays.Stretch> stretches) {
        return stretches.stream()
                .map(stretch -> new Simulation.FundDays(
                        stretch.from(),
                        stretch.to(),
                        stretch.subsidies().beforeFen(code),
                        stretch.subsidies().afterFen(code)))
                .toList();
    }
}
