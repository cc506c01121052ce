package io.tillstream.query.contract;

import io.tillstream.query.answer.Offered;
import io.tillstream.query.request.Accepts;
import io.tillstream.query.request.Parameter;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter.In;
import org.jspecify.annotations.Nullable;

/** The parameters of a route: its query parameters are those that its methods {@link Accepts}. */
final class ParameterSchemas {

    private static final int LONGEST = 1_000;
    private static final String GREATEST_LIMIT = "GREATEST_LIMIT";
    private static final String USUAL_LIMIT = "USUAL_LIMIT";

    private ParameterSchemas() {}

    /** Adds the query parameters, and says more of those in the path and in headers. */
    static void describe(Operation operation, List<Method> methods, @Nullable Offered offered) {
        List<org.eclipse.microprofile.openapi.models.parameters.Parameter> parameters = new ArrayList<>();
        if (operation.getParameters() != null) {
            parameters.addAll(operation.getParameters());
        }
        parameters.forEach(ParameterSchemas::describe);
        Set<Parameter> accepted = EnumSet.noneOf(Parameter.class);
        for (Method method : methods) {
            Accepts accepts = method.getAnnotation(Accepts.class);
            if (accepts != null) {
                accepted.addAll(List.of(accepts.value()));
            }
        }
        accepted.forEach(parameter -> parameters.add(query(parameter, "", schema(parameter, methods))));
        if (offered != null) {
            offered.more().stream()
                    .filter(parameter -> !accepted.contains(parameter))
                    .forEach(parameter -> parameters.add(query(
                            parameter,
                            "",
                            parameter == Parameter.LIMIT
                                    ? limit().maximum(BigDecimal.valueOf(Offered.GREATEST_LIMIT))
                                    : simple(parameter))));
            offered.ofFiles().stream()
                    .filter(parameter -> !accepted.contains(parameter))
                    .forEach(parameter -> parameters.add(query(
                            parameter,
                            " Of files, not of JSON.",
                            parameter == Parameter.LIMIT ? limit() : simple(parameter))));
            parameters.add(query(
                    Parameter.FORMAT,
                    "",
                    JsonSchemas.simple(SchemaType.STRING).enumeration(List.copyOf(offered.formats()))));
        }
        operation.setParameters(parameters);
    }

    private static org.eclipse.microprofile.openapi.models.parameters.Parameter query(
            Parameter parameter, String more, Schema schema) {
        return OASFactory.createParameter()
                .name(parameter.wireName())
                .in(In.QUERY)
                .description(parameter.description() + more)
                .schema(schema);
    }

    private static Schema limit() {
        return simple(Parameter.LIMIT).minimum(BigDecimal.ONE);
    }

    private static void describe(org.eclipse.microprofile.openapi.models.parameters.Parameter parameter) {
        switch (parameter.getIn()) {
            case PATH -> parameter.description("Which one, as lists name it.").required(true);
            case HEADER ->
                parameter.description(
                        parameter.getName().equals("If-Match")
                                ? "The `ETag` of the answer that the change was made from. Without it: 428."
                                : parameter.getDescription());
            case COOKIE -> parameter.description("Set by signing in; the page sends it.");
            case QUERY -> parameter.description("As OpenID Connect has it.").required(false);
        }
        parameter.setSchema(JsonSchemas.simple(SchemaType.STRING));
    }

    private static Schema simple(Parameter parameter) {
        return switch (parameter.kind()) {
            case TEXT -> JsonSchemas.simple(SchemaType.STRING).minLength(1).maxLength(LONGEST);
            case DAY -> JsonSchemas.simple(SchemaType.STRING).format("date");
            case MONTH -> JsonSchemas.simple(SchemaType.STRING).pattern("^\\d{4}-\\d{2}$");
            case COUNT -> JsonSchemas.simple(SchemaType.INTEGER).format("int64").minimum(BigDecimal.ZERO);
            case MONEY -> JsonSchemas.simple(SchemaType.NUMBER);
            case NUMBER -> JsonSchemas.simple(SchemaType.NUMBER).minimum(BigDecimal.ZERO);
            case SCORES -> JsonSchemas.simple(SchemaType.STRING).pattern("^[1-5](,[1-5]){0,4}$");
        };
    }

    private static Schema schema(Parameter parameter, List<Method> methods) {
        Schema schema = simple(parameter);
        if (!parameter.choices().isEmpty()) {
            schema.minLength(null).maxLength(null).enumeration(List.copyOf(parameter.choices()));
        }
        if (parameter == Parameter.LIMIT) {
            schema.minimum(BigDecimal.ONE);
            Method json = methods.getFirst();
            Integer greatest = constant(json, GREATEST_LIMIT);
            if (methods.size() == 1 && greatest != null) {
                schema.maximum(BigDecimal.valueOf(greatest));
            } else if (greatest != null) {
                schema.description("At most " + greatest + " as JSON, 10,000,000 in other formats.");
            }
            Integer usual = constant(json, USUAL_LIMIT);
            if (usual != null) {
                schema.defaultValue(usual);
            }
        }
        return schema;
    }

    /** What a resource says of its lists by a constant of this name. */
    private static @Nullable Integer constant(Method method, String name) {
        try {
            Field field = method.getDeclaringClass().getDeclaredField(name);
            field.setAccessible(true);
            return field.getType() == int.class ? Integer.valueOf(field.getInt(null)) : null;
        } catch (NoSuchFieldException e) {
            return null;
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
