package community.doorstep.pricing;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import org.springframework.core.codec.AbstractSingleValueEncoder;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferFactory;
import org.springframework.util.MimeType;
import reactor.core.publisher.Flux;

/**
 * A simulation as one table (RFC 4180, UTF-8 with the mark by which spreadsheets know it): a line for the total and each
 * group, then a line for each fund.
 */
final class SimulationCsv extends AbstractSingleValueEncoder<Simulation> {

    static final String TEXT_CSV = "text/csv";

    private static final String MARK = "\uFEFF";
    private static final String HEAD =
            "dimension,keys,names,people,payMore,payLess,paySame,refusedPeople,moreFen,lessFen,"
                    + "bookings,refusedBookings,incomeBeforeFen,incomeAfterFen,subsidyBeforeFen,subsidyAfterFen,dryOn";

    SimulationCsv() {
        super(MimeType.valueOf(TEXT_CSV));
    }

    @Override
    public boolean canEncode(ResolvableType type, @Nullable MimeType mimeType) {
        return type.toClass() == Simulation.class && super.canEncode(type, mimeType);
    }

    @Override
    protected Flux<DataBuffer> encode(
            Simulation simulation,
            DataBufferFactory buffers,
            ResolvableType type,
            @Nullable MimeType mimeType,
            @Nullable Map<String, Object> hints) {
        return Flux.just(buffers.wrap(text(simulation).getBytes(StandardCharsets.UTF_8)));
    }

    static String text(Simulation simulation) {
        Stream<String> lines = Stream.of(
                        Stream.of(HEAD),
                        Stream.ofNullable(simulation.total()).map(total -> line("TOTAL", List.of(), List.of(), total)),
                        lines("AGE", simulation.ages()),
                        lines("EVIDENCE", simulation.evidence()),
                        lines("SERVICE", simulation.services()),
                        lines("STATION", simulation.stations()),
                        simulation.funds().stream().map(SimulationCsv::line))
                .flatMap(part -> part);
        return lines.collect(Collectors.joining("\r\n", MARK, "\r\n"));
    }

    private static Stream<String> lines(String dimension, List<Simulation.Group> groups) {
        return groups.stream().map(group -> line(dimension, group.keys(), group.names(), group.impact()));
    }

    private static String line(String dimension, List<String> keys, List<String> names, Simulation.Impact impact) {
        String numbers = Stream.of(
                        impact.people(),
                        impact.payMore(),
                        impact.payLess(),
                        impact.paySame(),
                        impact.refusedPeople(),
                        impact.moreFen(),
                        impact.lessFen(),
                        impact.bookings(),
                        impact.refusedBookings(),
                        impact.incomeBeforeFen(),
                        impact.incomeAfterFen())
                .map(String::valueOf)
                .collect(Collectors.joining(","));
        return dimension + "," + cell(String.join(" + ", keys)) + "," + cell(String.join(" + ", names)) + "," + numbers
                + ",,,";
    }

    private static String line(Simulation.FundUse fund) {
        return "FUND," + cell(fund.code()) + "," + cell(fund.nameZh()) + ",".repeat(12)
                + fund.subsidyBeforeFen() + "," + fund.subsidyAfterFen() + ","
                + (fund.dryOn() == null ? "" : fund.dryOn());
    }

    /** Quoted where it must be; never a formula when a spreadsheet opens it. */
    private static String cell(String text) {
        String plain = !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        return plain.matches("[^\",\r\n]*") ? plain : '"' + plain.replace("\"", "\"\"") + '"';
    }
}
