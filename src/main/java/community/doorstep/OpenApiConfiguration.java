package community.doorstep;

import community.doorstep.shared.Sheet;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.BinarySchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springdoc.core.providers.ObjectMapperProvider;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.method.HandlerMethod;
import tools.jackson.databind.JsonNode;

/** What holds for every call of the API, said once; the calls themselves are read from the controllers. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty("springdoc.api-docs.enabled")
class OpenApiConfiguration {

    /** What anybody may read without signing in, as {@code identity.Access} has it. */
    private static final List<String> OPEN =
            List.of("/api/stations/", "/api/services/", "/api/slots/", "/api/communities/");

    private static final String BEARER = "bearer";
    private static final String PROBLEM = "Problem";
    private static final String REFUSED = "Refused";
    private static final String IDEMPOTENCY_KEY = "Idempotency-Key";

    @Bean
    OpenAPI doorstepApi() {
        return new OpenAPI()
                .info(new Info()
                        .title("Doorstep 家门口")
                        .version("1")
                        .description(
                                "Community services at the doorstep. Money is in fen, times are ISO-8601 with offset,"
                                        + " places are GCJ-02, lists go on by cursor.")
                        .license(new License().name("Apache-2.0").identifier("Apache-2.0")))
                .servers(List.of(new Server().url("/")))
                .addSecurityItem(new SecurityRequirement().addList(BEARER))
                .components(new Components()
                        .addSecuritySchemes(
                                BEARER,
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.HTTP)
                                        .scheme("bearer")
                                        .description("The opaque token of POST /api/sessions"))
                        .addSchemas(PROBLEM, problem())
                        .addResponses(
                                REFUSED,
                                new ApiResponse()
                                        .description("Refused; api-docs/errors.md lists the codes")
                                        .content(new Content()
                                                .addMediaType(
                                                        "application/problem+json", new MediaType().schema(ref())))));
    }

    private static Schema<?> problem() {
        return new ObjectSchema()
                .description("RFC 9457; further members depend on the code")
                .addProperty("type", new StringSchema())
                .addProperty("title", new StringSchema())
                .addProperty("status", new IntegerSchema())
                .addProperty("code", new StringSchema().description("Stable; api-docs/errors.md lists them"))
                .addProperty("detail", new StringSchema().description("A sentence in the language of Accept-Language"))
                .addProperty("instance", new StringSchema())
                .required(List.of("type", "title", "status", "code", "detail", "instance"));
    }

    private static Schema<?> ref() {
        return new Schema<>().$ref("#/components/schemas/" + PROBLEM);
    }

    @Bean
    SchemaNames schemaNames() {
        return new SchemaNames();
    }

    @Bean
    ModelResolver modelResolver(ObjectMapperProvider mappers, SchemaNames names) {
        // What the kind of service asks for: any JSON.
        SpringDocUtils.getConfig().replaceWithSchema(JsonNode.class, new JsonSchema());
        // A file, not its cells.
        SpringDocUtils.getConfig().replaceWithSchema(Sheet.class, new BinarySchema());
        return (ModelResolver) new ModelResolver(mappers.jsonMapper(), names).openapi31(true);
    }

    @Bean
    OperationCustomizer operations() {
        return OpenApiConfiguration::completed;
    }

    private static Operation completed(Operation operation, HandlerMethod method) {
        String controller = method.getBeanType().getSimpleName().replace("Controller", "");
        String name = method.getMethod().getName();
        operation.setTags(List.of(controller));
        operation.setOperationId(Character.toLowerCase(controller.charAt(0))
                + controller.substring(1)
                + Character.toUpperCase(name.charAt(0))
                + name.substring(1));
        operation.getResponses().setDefault(new ApiResponse().$ref("#/components/responses/" + REFUSED));
        if (operation.getParameters() != null) {
            operation.getParameters().forEach(OpenApiConfiguration::explained);
        }
        streamed(operation.getResponses());
        pictured(operation);
        return operation;
    }

    /** A picture is its bytes, however the code reads them. */
    private static void pictured(Operation operation) {
        if (operation.getRequestBody() != null) {
            pictured(operation.getRequestBody().getContent());
        }
        operation.getResponses().values().forEach(response -> pictured(response.getContent()));
    }

    private static void pictured(@Nullable Content content) {
        if (content != null) {
            content.forEach((type, media) -> {
                if (type.startsWith("image/")) {
                    media.setSchema(new BinarySchema());
                }
            });
        }
    }

    private static void explained(Parameter parameter) {
        if (IDEMPOTENCY_KEY.equals(parameter.getName())) {
            parameter
                    .required(true)
                    .description("Fresh for each command, the same when it is repeated: the answer is then the same")
                    .schema(new StringSchema().minLength(8).maxLength(100));
        }
    }

    /** A stream's events are described in api-docs/streams.md; Spring's own type for one is not part of the API. */
    private static void streamed(ApiResponses responses) {
        responses.values().stream()
                .map(ApiResponse::getContent)
                .filter(content -> content != null && content.containsKey("text/event-stream"))
                .forEach(content -> content.get("text/event-stream")
                        .setSchema(new StringSchema().description("Events; api-docs/streams.md")));
    }

    /** Who may call without a token, as in identity's doors; OpenApiTests asks each of them. */
    @Bean
    OpenApiCustomizer openDoors() {
        return api -> {
            api.getPaths().forEach((path, item) -> {
                if (path.startsWith("/wechat/")) {
                    item.readOperations().forEach(operation -> operation.setSecurity(List.of()));
                } else if (path.startsWith("/api/sessions") && item.getPost() != null) {
                    item.getPost().setSecurity(List.of());
                } else if (item.getGet() != null && OPEN.stream().anyMatch((path + "/")::startsWith)) {
                    item.getGet().setSecurity(List.of());
                }
            });
        };
    }

    @Bean
    OpenApiCustomizer types(SchemaNames names) {
        return api -> {
            Map<String, Schema> schemas = api.getComponents().getSchemas();
            schemas.keySet().removeIf(name -> name.startsWith("ServerSentEvent") || name.equals("DataBuffer"));
            schemas.forEach((name, schema) -> {
                Class<?> type = names.type(name);
                if (type != null) {
                    SchemaFields.complete(schema, type);
                }
            });
        };
    }
}
