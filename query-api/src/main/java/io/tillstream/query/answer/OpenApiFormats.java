package io.tillstream.query.answer;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import io.tillstream.query.chart.Charted;
import io.tillstream.query.request.Accepts;
import io.tillstream.query.request.OpenApiParameters;
import io.tillstream.query.request.Parameter;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.FieldInfo;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.MethodInfo;
import org.jboss.jandex.Type;
import org.jspecify.annotations.Nullable;

/** Adds to the OpenAPI document the formats of each answer and what all lists take; as {@link Routes} finds them at run time, here at the build. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class OpenApiFormats implements OASFilter {

    private static final DotName LIST = DotName.createSimple(List.class);
    private static final DotName UNI = DotName.createSimple("io.smallrye.mutiny.Uni");

    private final IndexView index;

    /** Made by the build with the classes it found. */
    public OpenApiFormats(IndexView index) {
        this.index = index;
    }

    @Override
    public @Nullable Operation filterOperation(Operation operation) {
        for (AnnotationInstance get : index.getAnnotations(GET.class)) {
            MethodInfo method = get.target().asMethod();
            String id = method.declaringClass().simpleName() + "_" + method.name();
            if (id.equals(operation.getOperationId())) {
                describe(operation, method);
            }
        }
        return operation;
    }

    private void describe(Operation operation, MethodInfo method) {
        ClassInfo rows = rows(method.returnType());
        Set<Parameter> own = own(method);
        Set<Format> formats = EnumSet.noneOf(Format.class);
        if (rows != null) {
            Listing.more(own).forEach(parameter -> OpenApiParameters.add(operation, parameter));
            formats.addAll(EnumSet.of(Format.CSV, Format.NDJSON, Format.XLSX));
            if (rows.hasDeclaredAnnotation(Charted.class) && !own.contains(Parameter.CURSOR)) {
                formats.add(Format.PLOTLY);
            }
        }
        for (MethodInfo twin : method.declaringClass().methods()) {
            if (twin.hasDeclaredAnnotation(GET.class) && path(twin).equals(path(method))) {
                produced(twin).forEach(type -> formats.addAll(Routes.formats(type)));
            }
        }
        formats.remove(Format.JSON);
        if (!formats.isEmpty()) {
            OpenApiParameters.add(operation, Parameter.FORMAT);
        }
        APIResponse answer = operation.getResponses() == null
                ? null
                : operation.getResponses().getAPIResponse("200");
        if (answer != null && answer.getContent() != null) {
            formats.forEach(format -> add(answer.getContent(), format));
        }
    }

    private static void add(Content content, Format format) {
        Schema schema = OASFactory.createSchema().type(List.of(Schema.SchemaType.STRING));
        if (format == Format.PLOTLY) {
            schema = OASFactory.createSchema()
                    .type(List.of(Schema.SchemaType.OBJECT))
                    .addRequired("data")
                    .addRequired("layout");
        } else if (format == Format.XLSX || format == Format.PDF) {
            schema.contentMediaType(format.type().toString());
        }
        content.addMediaType(
                format.type().toString(), OASFactory.createMediaType().schema(schema));
    }

    private static Set<Parameter> own(MethodInfo method) {
        Set<Parameter> own = EnumSet.noneOf(Parameter.class);
        AnnotationInstance accepts = method.declaredAnnotation(Accepts.class);
        if (accepts != null) {
            Arrays.stream(accepts.value().asEnumArray()).map(Parameter::valueOf).forEach(own::add);
        }
        return own;
    }

    private static String path(MethodInfo method) {
        AnnotationInstance path = method.declaredAnnotation(Path.class);
        return path == null ? "" : path.value().asString();
    }

    private static List<String> produced(MethodInfo method) {
        AnnotationInstance produces = method.declaredAnnotation(Produces.class);
        return produces == null ? List.of() : Arrays.asList(produces.value().asStringArray());
    }

    /** The type of a row when the answer is a list, or an object with {@code items}. */
    private @Nullable ClassInfo rows(Type returned) {
        Type answer = returned;
        if (answer.name().equals(UNI)) {
            answer = answer.asParameterizedType().arguments().getFirst();
        }
        if (answer.name().equals(LIST)) {
            return record(answer.asParameterizedType().arguments().getFirst());
        }
        ClassInfo known = index.getClassByName(answer.name());
        FieldInfo items = known == null || !known.isRecord() ? null : known.field("items");
        if (items == null || !items.type().name().equals(LIST)) {
            return null;
        }
        List<Type> arguments =
                new ArrayList<>(items.type().asParameterizedType().arguments());
        Type row = arguments.getFirst();
        return record(
                row.kind() == Type.Kind.TYPE_VARIABLE && answer.kind() == Type.Kind.PARAMETERIZED_TYPE
                        ? answer.asParameterizedType().arguments().getFirst()
                        : row);
    }

    private @Nullable ClassInfo record(Type type) {
        ClassInfo row = index.getClassByName(type.name());
        return row != null && row.isRecord() ? row : null;
    }
}
