package io.tillstream.query.contract;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tillstream.query.answer.Offered;
import io.tillstream.query.chart.PlotlyFigure;
import io.tillstream.query.request.Problem;
import io.tillstream.query.request.ProblemCode;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.core.Response;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;
import org.jboss.jandex.IndexView;
import org.jspecify.annotations.Nullable;

/**
 * Completes the OpenAPI document that the build finds: schemas as Jackson writes the records, parameters as the endpoints accept them, who is let in, and with which
 * problems each may answer. Nothing of it is written down twice, so nothing can fall behind.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class OpenApiContract implements OASFilter {

    private static final String BEARER = "bearer";
    private static final String COOKIE = "cookie";

    private final Routes routes;
    private final Examples examples = new Examples();
    private final JsonSchemas schemas = new JsonSchemas();
    private final ProblemAnswers problems = new ProblemAnswers(schemas.of(Problem.Body.class));

    /** Made by the build with the classes it found. */
    public OpenApiContract(IndexView index) {
        this.routes = new Routes(index);
    }

    @Override
    public void filterOpenAPI(OpenAPI document) {
        document.getPaths().getPathItems().forEach((path, item) -> item.getOperations()
                .forEach((verb, operation) -> describe(operation, verb.name(), path, routes.of(verb.name(), path))));
        document.setTags(null);
        // what every address may answer is told where none of them is
        problems.answers(EnumSet.of(ProblemCode.METHOD_NOT_ALLOWED));
        Components components = OASFactory.createComponents();
        schemas.components().forEach(components::addSchema);
        problems.components().forEach(components::addResponse);
        components.addSecurityScheme(
                BEARER,
                OASFactory.createSecurityScheme()
                        .type(SecurityScheme.Type.HTTP)
                        .scheme("bearer")
                        .description("An API key (`tsk_…`), or the access token of `POST /api/v1/access/login`."));
        components.addSecurityScheme(
                COOKIE,
                OASFactory.createSecurityScheme()
                        .type(SecurityScheme.Type.APIKEY)
                        .in(SecurityScheme.In.COOKIE)
                        .name("tillstream_access")
                        .description(
                                "Set by signing in, for pages. Changes need an `Origin` of this installation beside it."));
        document.setComponents(components);
    }

    private void describe(Operation operation, String verb, String path, List<Method> methods) {
        if (methods.isEmpty()) {
            return;
        }
        Method main = methods.getFirst();
        operation.setTags(List.of(tag(path)));
        String role = role(main);
        operation.setDescription(role.isEmpty() ? "For everybody." : "Takes the role `" + role + "`.");
        operation.addExtension("x-role", role.isEmpty() ? "everybody" : role);
        operation.setSecurity(
                role.isEmpty()
                        ? List.of(OASFactory.createSecurityRequirement())
                        : List.of(
                                OASFactory.createSecurityRequirement().addScheme(BEARER, List.of()),
                                OASFactory.createSecurityRequirement().addScheme(COOKIE, List.of())));
        Success success = Success.of(main);
        Offered offered = verb.equals("GET") && !success.isElsewhere() ? Offered.of(methods) : null;
        ParameterSchemas.describe(operation, methods, offered);
        Type body = body(main);
        if (body != null) {
            request(operation, main, body);
        }
        APIResponses answers = OASFactory.createAPIResponses();
        answers.addAPIResponse(
                success.status(),
                success(success, operation, offered == null ? MediaTypes.of(main) : offered.mediaTypes()));
        if (offered != null) {
            answers.addAPIResponse(
                    "304",
                    OASFactory.createAPIResponse()
                            .description("What `If-None-Match` names, by its `ETag`, is still so."));
        }
        problems.answers(ProblemAnswers.of(verb, path, methods, body != null)).forEach(answers::addAPIResponse);
        operation.setResponses(answers);
    }

    private static String tag(String path) {
        String[] parts = path.split("/");
        String name = parts.length > 3 ? parts[3].replace('-', ' ') : "source paths";
        return Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }

    private static String role(Method method) {
        if (method.isAnnotationPresent(PermitAll.class)) {
            return "";
        }
        RolesAllowed roles = method.getAnnotation(RolesAllowed.class);
        if (roles == null) {
            roles = method.getDeclaringClass().getAnnotation(RolesAllowed.class);
        }
        return roles == null ? "admin" : String.join(", ", roles.value());
    }

    /** The type of the body that a method takes: what its only parameter without an annotation of JAX-RS is of, or what it says. */
    private static @Nullable Type body(Method method) {
        for (Parameter parameter : method.getParameters()) {
            boolean bound = Arrays.stream(parameter.getAnnotations())
                    .map(Annotation::annotationType)
                    .anyMatch(type -> type.getName().startsWith("jakarta.ws.rs."));
            if (!bound) {
                var declared =
                        method.getAnnotation(org.eclipse.microprofile.openapi.annotations.parameters.RequestBody.class);
                boolean says = declared != null
                        && declared.content().length > 0
                        && declared.content()[0].schema().implementation() != Void.class;
                return says ? declared.content()[0].schema().implementation() : parameter.getParameterizedType();
            }
        }
        return null;
    }

    private void request(Operation operation, Method method, Type body) {
        String id = String.valueOf(operation.getOperationId());
        var mediaType = OASFactory.createMediaType().schema(schemas.ofRequest(body));
        Object example = examples.request(id);
        if (example == null) {
            example = Examples.declared(method);
        }
        if (example != null) {
            mediaType.setExample(example);
        }
        operation.setRequestBody(OASFactory.createRequestBody()
                .required(!examples.isRequestOptional(id))
                .content(OASFactory.createContent().addMediaType(MediaTypes.JSON, mediaType)));
    }

    /**
     * What a method answers when all is well.
     *
     * @param type of the body; null when there is none
     */
    private record Success(String status, @Nullable Type type) {

        static Success of(Method method) {
            APIResponseSchema schema = method.getAnnotation(APIResponseSchema.class);
            if (schema != null) {
                return new Success(schema.responseCode().isEmpty() ? "200" : schema.responseCode(), schema.value());
            }
            var answer = method.getAnnotation(org.eclipse.microprofile.openapi.annotations.responses.APIResponse.class);
            if (answer != null) {
                Class<?> type = answer.content().length == 0
                        ? Void.class
                        : answer.content()[0].schema().implementation();
                return new Success(answer.responseCode(), type == Void.class ? null : type);
            }
            Type type = method.getGenericReturnType();
            if (type instanceof ParameterizedType of
                    && (of.getRawType() == Uni.class || of.getRawType() == Multi.class)) {
                type = of.getActualTypeArguments()[0];
            }
            if (type == Void.class || type == void.class) {
                return new Success("204", null);
            }
            return new Success("200", type == Response.class ? Object.class : type);
        }

        /** Whether the browser is sent on to another address. */
        boolean isElsewhere() {
            return status.startsWith("3");
        }
    }

    private APIResponse success(Success success, Operation operation, Collection<String> mediaTypes) {
        APIResponse answer = OASFactory.createAPIResponse().description(String.valueOf(operation.getSummary()));
        if (success.type() != null) {
            Content content = OASFactory.createContent();
            contents(success.type(), mediaTypes).forEach((mediaType, schema) -> {
                var written = OASFactory.createMediaType().schema(schema);
                Object example = examples.answer(String.valueOf(operation.getOperationId()));
                if (example != null && mediaType.equals(MediaTypes.JSON)) {
                    written.setExample(example);
                }
                content.addMediaType(mediaType, written);
            });
            answer.setContent(content);
        }
        if (success.status().equals("201") || success.isElsewhere()) {
            answer.addHeader(
                    "Location",
                    OASFactory.createHeader()
                            .description(success.isElsewhere() ? "Where to go on." : "Where it is now.")
                            .schema(JsonSchemas.simple(SchemaType.STRING).format("uri-reference")));
        }
        return answer;
    }

    private Map<String, Schema> contents(Type type, Collection<String> mediaTypes) {
        Map<String, Schema> contents = new TreeMap<>();
        for (String mediaType : mediaTypes) {
            contents.put(
                    mediaType,
                    switch (mediaType) {
                        case MediaTypes.PLOTLY -> schemas.of(PlotlyFigure.class);
                        case "text/csv" ->
                            text(
                                    "RFC 4180 in UTF-8: a header line with the names of the columns, then a line per row.");
                        case "application/x-ndjson" -> text("A JSON object per line.");
                        default ->
                            MediaTypes.isJson(mediaType)
                                    ? schemas.of(type)
                                    : text("A file.").contentMediaType(mediaType);
                    });
        }
        return contents;
    }

    private static Schema text(String what) {
        return JsonSchemas.simple(SchemaType.STRING).description(what);
    }
}
