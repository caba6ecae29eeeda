package community.doorstep.shared;

import io.r2dbc.spi.R2dbcException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.MethodParameter;
import org.springframework.core.annotation.Order;
import org.springframework.core.codec.DecodingException;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.support.WebExchangeBindException;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerErrorException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.ServerWebInputException;
import org.springframework.web.server.WebExceptionHandler;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.json.JsonMapper;

/** Answers every error as RFC 9457 problem+json with a stable code and a sentence in the caller's language. */
@Component
@Order(-2)
class Problems implements WebExceptionHandler {

    /** The exchange attribute under which the request log finds the code of a refusal. */
    static final String CODE = Problems.class.getName() + ".code";

    private static final Logger log = LoggerFactory.getLogger(Problems.class);
    /** PostgreSQL's word for a text that it cannot keep, from where no field was looked at: an address, a free form. */
    private static final String NUL_IN_TEXT = "22021";

    private static final MediaType PROBLEM = MediaType.APPLICATION_PROBLEM_JSON;

    private final RefusalWords words;
    private final JsonMapper json;

    Problems(RefusalWords words, JsonMapper json) {
        this.words = words;
        this.json = json;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable error) {
        if (exchange.getResponse().isCommitted()) {
            return Mono.error(error);
        }
        Refusal refusal = refusalFor(error);
        exchange.getAttributes().put(CODE, refusal.code());
        if (refusal.status().is5xxServerError() && refusal.retryAfter() == null) {
            log.error("Unexpected failure of {}", exchange.getRequest().getPath(), error);
        }
        return write(exchange, refusal);
    }

    private Mono<Void> write(ServerWebExchange exchange, Refusal refusal) {
        ServerHttpResponse response = exchange.getResponse();
        response.setStatusCode(refusal.status());
        HttpHeaders headers = response.getHeaders();
        headers.setContentType(PROBLEM);
        Duration retryAfter = refusal.retryAfter();
        if (retryAfter != null) {
            headers.set(HttpHeaders.RETRY_AFTER, String.valueOf(Math.max(1, retryAfter.toSeconds())));
        }
        if (refusal.status() == HttpStatus.UNAUTHORIZED) {
            headers.set(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        Locale locale = Language.of(exchange);
        headers.setContentLanguage(locale);
        byte[] body = json.writeValueAsBytes(document(exchange, refusal, locale));
        return response.writeWith(Mono.just(response.bufferFactory().wrap(body)));
    }

    private Map<String, Object> document(ServerWebExchange exchange, Refusal refusal, Locale locale) {
        Map<String, Object> problem = new LinkedHashMap<>();
        problem.put("type", "about:blank");
        problem.put("title", refusal.status().getReasonPhrase());
        problem.put("status", refusal.status().value());
        problem.put("code", refusal.code());
        problem.put("detail", words.sentence(refusal.code(), refusal.members(), locale));
        problem.put("instance", exchange.getRequest().getPath().value());
        problem.putAll(refusal.members());
        return problem;
    }

    private static Refusal refusalFor(Throwable error) {
        if (error instanceof Refusal refusal) {
            return refusal;
        }
        if (error instanceof WebExchangeBindException invalid) {
            return invalidFields(invalid);
        }
        Refusal inCauses = fromCauses(error);
        if (inCauses != null) {
            return inCauses;
        }
        if (error instanceof ResponseStatusException status) {
            return fromStatus(status);
        }
        return internal();
    }

    private static Refusal invalidFields(WebExchangeBindException invalid) {
        List<Map<String, Object>> fields = new ArrayList<>();
        invalid.getFieldErrors()
                .forEach(field -> fields.add(Map.of(
                        "field",
                        field.getField(),
                        "rule",
                        String.valueOf(field.getCode()).toLowerCase(Locale.ROOT),
                        "message",
                        String.valueOf(field.getDefaultMessage()))));
        return Refusal.badRequest("invalid-fields").with("fields", fields);
    }

    private static @Nullable Refusal fromCauses(Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof Refusal refusal) {
                return inAddress(refusal, error);
            }
            if (cause instanceof DataBufferLimitException) {
                return Refusal.tooLarge("body-too-large");
            }
            if (cause instanceof UnrecognizedPropertyException unknown) {
                return Refusal.badRequest("unknown-field").with("field", path(unknown));
            }
            if (cause instanceof DatabindException mistyped
                    && !mistyped.getPath().isEmpty()) {
                if (mistyped.getCause() instanceof Refusal refusal) {
                    return refusal.with("field", path(mistyped));
                }
                return Refusal.badRequest("wrong-type").with("field", path(mistyped));
            }
            if (cause instanceof R2dbcException refused && NUL_IN_TEXT.equals(refused.getSqlState())) {
                return Refusal.badRequest("text-unreadable");
            }
            if (cause instanceof JacksonException) {
                return Refusal.badRequest("malformed-json");
            }
        }
        if (error instanceof DecodingException || error.getCause() instanceof DecodingException) {
            return Refusal.badRequest("malformed-json");
        }
        return Outage.isOne(error) ? Refusal.unavailable("database-away", Duration.ofSeconds(2)) : null;
    }

    /** What was read from an address is named, as fields are. */
    private static Refusal inAddress(Refusal refusal, Throwable error) {
        if (!(error instanceof ServerWebInputException input) || input.getMethodParameter() == null) {
            return refusal;
        }
        MethodParameter parameter = input.getMethodParameter();
        String name = parameter.getParameterName();
        boolean named = parameter.hasParameterAnnotation(RequestParam.class)
                || parameter.hasParameterAnnotation(PathVariable.class);
        return named && name != null ? refusal.with("field", name) : refusal;
    }

    private static String path(DatabindException error) {
        StringBuilder path = new StringBuilder();
        error.getPath().forEach(step -> {
            if (step.getPropertyName() != null) {
                path.append(path.isEmpty() ? "" : ".").append(step.getPropertyName());
            } else {
                path.append('[').append(step.getIndex()).append(']');
            }
        });
        return path.toString();
    }

    private static Refusal fromStatus(ResponseStatusException error) {
        return switch (error.getStatusCode().value()) {
            case 404 -> Refusal.notFound("no-such-address");
            case 405 -> Refusal.of(HttpStatus.METHOD_NOT_ALLOWED, "method-not-allowed");
            case 406 -> Refusal.of(HttpStatus.NOT_ACCEPTABLE, "not-acceptable");
            case 413 -> Refusal.tooLarge("body-too-large");
            case 415 -> Refusal.of(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "unsupported-media-type");
            default ->
                error.getStatusCode().is4xxClientError() || isBlankInAddress(error)
                        ? Refusal.badRequest("invalid-request")
                        : internal();
        };
    }

    /** A blank where the address has an id: Spring reads none and calls that the server's fault. */
    private static boolean isBlankInAddress(ResponseStatusException error) {
        return error instanceof ServerErrorException missing
                && missing.getMethodParameter() != null
                && missing.getMethodParameter().hasParameterAnnotation(PathVariable.class);
    }

    private static Refusal internal() {
        return Refusal.of(HttpStatus.INTERNAL_SERVER_ERROR, "internal-error");
    }
}
