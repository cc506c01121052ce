package io.tillstream.query.request;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter.In;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.IndexView;
import org.jspecify.annotations.Nullable;

/** Adds to the OpenAPI document what each endpoint {@link Accepts}, and names properties as JSON does. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class OpenApiParameters implements OASFilter {

    private final IndexView index;

    /** Made by the build with the classes it found. */
    public OpenApiParameters(IndexView index) {
        this.index = index;
    }

    @Override
    public @Nullable Operation filterOperation(Operation operation) {
        for (AnnotationInstance accepts : index.getAnnotations(Accepts.class)) {
            var method = accepts.target().asMethod();
            String id = method.declaringClass().simpleName() + "_" + method.name();
            if (id.equals(operation.getOperationId())) {
                Arrays.stream(accepts.value().asEnumArray()).forEach(name -> add(operation, Parameter.valueOf(name)));
            }
        }
        return operation;
    }

    /** Describes a query parameter; one that is described already stays as it is. */
    public static void add(Operation operation, Parameter parameter) {
        if (operation.getParameters() != null
                && operation.getParameters().stream()
                        .anyMatch(known -> parameter.wireName().equals(known.getName()))) {
            return;
        }
        Schema schema = OASFactory.createSchema()
                .type(List.of(
                        switch (parameter.kind()) {
                            case TEXT, DAY, MONTH -> Schema.SchemaType.STRING;
                            case COUNT -> Schema.SchemaType.INTEGER;
                            case MONEY, NUMBER -> Schema.SchemaType.NUMBER;
                        }));
        if (parameter.kind() == Parameter.Kind.DAY) {
            schema.format("date");
        }
        if (parameter.kind() == Parameter.Kind.MONTH) {
            schema.pattern("^\\d{4}-\\d{2}$");
        }
        if (!parameter.choices().isEmpty()) {
            schema.enumeration(List.copyOf(parameter.choices()));
        }
        operation.addParameter(OASFactory.createParameter()
                .name(parameter.wireName())
                .in(In.QUERY)
                .description(parameter.description())
                .schema(schema));
    }

    @Override
    public @Nullable Schema filterSchema(Schema schema) {
        Map<String, Schema> properties = schema.getProperties();
        if (properties != null) {
            Map<String, Schema> named = new LinkedHashMap<>();
            properties.forEach((name, property) -> named.put(snakeCase(name), property));
            schema.setProperties(named);
        }
        return schema;
    }

    private static String snakeCase(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
    }
}
