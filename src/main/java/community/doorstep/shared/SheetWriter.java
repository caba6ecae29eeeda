package community.doorstep.shared;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.springframework.core.ResolvableType;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ReactiveHttpOutputMessage;
import org.springframework.http.codec.HttpMessageWriter;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Answers a sheet as the file that was asked for, as fast as the caller takes it. */
final class SheetWriter implements HttpMessageWriter<Sheet> {

    static final Map<String, MediaType> FORMATS = Map.of(
            "csv", MediaType.valueOf(Sheet.CSV),
            "xlsx", MediaType.valueOf(Sheet.XLSX),
            "html", MediaType.valueOf(Sheet.HTML),
            "json", MediaType.APPLICATION_JSON);

    private static final Executor ELSEWHERE =
            task -> Schedulers.boundedElastic().schedule(task);
    private static final List<MediaType> WRITTEN =
            List.of(MediaType.valueOf(Sheet.CSV), MediaType.valueOf(Sheet.XLSX), MediaType.valueOf(Sheet.HTML));

    @Override
    public List<MediaType> getWritableMediaTypes() {
        return WRITTEN;
    }

    @Override
    public boolean canWrite(ResolvableType type, @Nullable MediaType mediaType) {
        return type.toClass() == Sheet.class
                && (mediaType == null || WRITTEN.stream().anyMatch(mediaType::includes));
    }

    @Override
    public Mono<Void> write(
            Publisher<? extends Sheet> sheets,
            ResolvableType type,
            @Nullable MediaType mediaType,
            ReactiveHttpOutputMessage answer,
            Map<String, Object> hints) {
        return Mono.from(sheets).flatMap(sheet -> write(sheet, mediaType == null ? WRITTEN.get(0) : mediaType, answer));
    }

    private static Mono<Void> write(Sheet sheet, MediaType asked, ReactiveHttpOutputMessage answer) {
        MediaType format = WRITTEN.stream().filter(asked::includes).findFirst().orElse(WRITTEN.get(0));
        HttpHeaders headers = answer.getHeaders();
        boolean text = format.getType().equals("text");
        headers.setContentType(text ? new MediaType(format, StandardCharsets.UTF_8) : format);
        headers.setContentDisposition(disposition(sheet, format));
        Flux<DataBuffer> file = Flux.from(DataBufferUtils.outputStreamPublisher(
                out -> write(sheet, format.getSubtype(), out), answer.bufferFactory(), ELSEWHERE));
        return answer.writeWith(file);
    }

    private static ContentDisposition disposition(Sheet sheet, MediaType format) {
        String extension = FORMATS.entrySet().stream()
                .filter(known -> known.getValue().equals(format))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("csv");
        ContentDisposition.Builder shown =
                extension.equals("html") ? ContentDisposition.inline() : ContentDisposition.attachment();
        return shown.filename(sheet.title() + "." + extension, StandardCharsets.UTF_8)
                .build();
    }

    private static void write(Sheet sheet, String subtype, OutputStream out) {
        try {
            switch (subtype) {
                case "csv" -> SheetAsCsv.write(sheet, out);
                case "html" -> SheetAsHtml.write(sheet, out);
                default -> SheetAsXlsx.write(sheet, out);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
