package io.tillstream.query.contract;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tillstream.contracts.output.Money;
import java.lang.reflect.AnnotatedArrayType;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.jspecify.annotations.Nullable;

/**
 * JSON Schemas (2020-12) of types as Jackson writes them here: names in snake_case, {@link Money} as a decimal number, times as RFC 3339, what is
 * {@link Nullable} as null, and everything else always there. Each record is a component of its own.
 */
final class JsonSchemas {

    /** An object whose members are the client's business. */
    private static final String DOCUMENT = "Document";

    private static final String REQUEST = "Request";
    private static final String REFERENCE = "#/components/schemas/";

    private final JsonMapper mapper = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();
    private final Map<JavaType, String> names = new HashMap<>();
    private final Map<JavaType, String> requestNames = new HashMap<>();
    private final Map<String, Schema> components = new TreeMap<>();

    /** Whether the schema that is being made is of what clients send: nothing must be there, because each property is checked by itself. */
    private boolean asked;

    /** The schemas that others refer to, by name. */
    Map<String, Schema> components() {
        return components;
    }

    /** The schema of an answer, which is true of every instance and says all of its properties. */
    Schema of(Type type) {
        return of(mapper.constructType(type), null);
    }

    /** The schema of a body that clients send: what it does not know is refused, and each property is checked by itself. */
    Schema ofRequest(Type type) {
        asked = true;
        Schema reference = of(type);
        asked = false;
        if (reference.getRef() == null) {
            components.putIfAbsent(DOCUMENT, simple(SchemaType.OBJECT));
            return OASFactory.createSchema().ref(REFERENCE + DOCUMENT);
        }
        Schema component = components.get(String.valueOf(reference.getRef()).replace(REFERENCE, ""));
        if (component != null) {
            component.setAdditionalPropertiesBoolean(false);
        }
        return reference;
    }

    /** A schema of a type alone. */
    static Schema simple(SchemaType type) {
        return OASFactory.createSchema().type(List.of(type));
    }

    private Schema of(JavaType type, @Nullable AnnotatedType annotated) {
        Schema schema = notNull(type, annotated);
        return annotated != null && annotated.isAnnotationPresent(Nullable.class) ? orNull(schema) : schema;
    }

    private static Schema orNull(Schema schema) {
        if (schema.getRef() != null) {
            return OASFactory.createSchema().anyOf(List.of(schema, simple(SchemaType.NULL)));
        }
        List<SchemaType> types = schema.getType();
        if (types != null) {
            List<SchemaType> both = new ArrayList<>(types);
            both.add(SchemaType.NULL);
            schema.setType(both);
            if (schema.getEnumeration() != null) {
                List<Object> values = new ArrayList<>(schema.getEnumeration());
                values.add(null);
                schema.setEnumeration(values);
            }
        }
        return schema;
    }

    private Schema notNull(JavaType type, @Nullable AnnotatedType annotated) {
        if (type.isReferenceType()) {
            return orNull(of(type.getReferencedType(), argument(annotated)));
        }
        if (type.isArrayType() || type.isCollectionLikeType()) {
            return simple(SchemaType.ARRAY).items(of(type.getContentType(), argument(annotated)));
        }
        if (type.isMapLikeType()) {
            return simple(SchemaType.OBJECT).additionalPropertiesSchema(of(type.getContentType(), argument(annotated)));
        }
        Schema scalar = scalar(type.getRawClass());
        return scalar != null ? scalar : component(type);
    }

    /** What the annotations of the type say of its elements. */
    private static @Nullable AnnotatedType argument(@Nullable AnnotatedType annotated) {
        if (annotated instanceof AnnotatedArrayType array) {
            return array.getAnnotatedGenericComponentType();
        }
        return annotated instanceof AnnotatedParameterizedType of
                ? of.getAnnotatedActualTypeArguments()[of.getAnnotatedActualTypeArguments().length - 1]
                : null;
    }

    private @Nullable Schema scalar(Class<?> type) {
        if (type.isEnum()) {
            return simple(SchemaType.STRING)
                    .enumeration(Arrays.stream(type.getEnumConstants())
                            .map(constant -> (Object) mapper.convertValue(constant, String.class))
                            .toList());
        }
        if (CharSequence.class.isAssignableFrom(type) || type == LocalTime.class) {
            return simple(SchemaType.STRING);
        }
        if (type == boolean.class || type == Boolean.class) {
            return simple(SchemaType.BOOLEAN);
        }
        if (type == int.class || type == Integer.class || type == short.class || type == Short.class) {
            return simple(SchemaType.INTEGER).format("int32");
        }
        if (type == long.class || type == Long.class || type == BigInteger.class) {
            return simple(SchemaType.INTEGER).format("int64");
        }
        if (type == double.class || type == float.class || Number.class.isAssignableFrom(type)) {
            return simple(SchemaType.NUMBER);
        }
        if (type == Instant.class || type == OffsetDateTime.class) {
            return simple(SchemaType.STRING).format("date-time");
        }
        if (type == LocalDate.class) {
            return simple(SchemaType.STRING).format("date");
        }
        if (type == UUID.class) {
            return simple(SchemaType.STRING).format("uuid");
        }
        boolean anything = type == Object.class || JsonNode.class.isAssignableFrom(type);
        return anything ? OASFactory.createSchema() : null;
    }

    private Schema component(JavaType type) {
        Map<JavaType, String> known = asked ? requestNames : names;
        String name = known.get(type);
        if (name == null) {
            name = free(name(type) + (asked ? REQUEST : ""), type);
            known.put(type, name);
            // there before its properties, which may lead back to it
            components.put(name, OASFactory.createSchema());
            components.put(name, object(type));
        }
        return OASFactory.createSchema().ref(REFERENCE + name);
    }

    private String free(String name, JavaType type) {
        if (!components.containsKey(name)) {
            return name;
        }
        String feature = type.getRawClass().getPackageName();
        feature = feature.substring(feature.lastIndexOf('.') + 1);
        return Character.toUpperCase(feature.charAt(0)) + feature.substring(1) + name;
    }

    private static String name(JavaType type) {
        StringBuilder name = new StringBuilder();
        for (int i = 0; i < type.containedTypeCount(); i++) {
            name.append(name(type.containedType(i)));
        }
        Class<?> raw = type.getRawClass();
        Class<?> outer = raw.getEnclosingClass();
        if (outer != null) {
            name.append(outer.getSimpleName().replaceFirst("Resource$", ""));
        }
        return name.append(raw.getSimpleName()).toString();
    }

    private Schema object(JavaType type) {
        BeanDescription bean = mapper.getSerializationConfig().introspect(type);
        if (bean.findJsonValueAccessor() != null) {
            return OASFactory.createSchema();
        }
        Schema schema = simple(SchemaType.OBJECT);
        JsonInclude.Value ofClass = bean.findPropertyInclusion(JsonInclude.Value.empty());
        for (BeanPropertyDefinition property : bean.findProperties()) {
            AnnotatedMember accessor = property.getAccessor();
            if (accessor == null) {
                continue;
            }
            schema.addProperty(property.getName(), property(property.getPrimaryType(), accessor));
            JsonInclude.Include included =
                    ofClass.withOverrides(property.findInclusion()).getValueInclusion();
            boolean always = included == JsonInclude.Include.ALWAYS || included == JsonInclude.Include.USE_DEFAULTS;
            if (always && !asked) {
                schema.addRequired(property.getName());
            }
        }
        return schema;
    }

    private Schema property(JavaType type, AnnotatedMember accessor) {
        if (accessor.hasAnnotation(JsonRawValue.class)) {
            return OASFactory.createSchema();
        }
        AnnotatedType annotated = annotated(accessor.getAnnotated());
        if (accessor.hasAnnotation(Money.class)) {
            Schema amount = simple(SchemaType.NUMBER).description("In units of the shop's currency.");
            return annotated != null && annotated.isAnnotationPresent(Nullable.class) ? orNull(amount) : amount;
        }
        return of(type, annotated);
    }

    private static @Nullable AnnotatedType annotated(AnnotatedElement member) {
        if (member instanceof Method method) {
            return method.getAnnotatedReturnType();
        }
        return member instanceof Field field ? field.getAnnotatedType() : null;
    }
}
