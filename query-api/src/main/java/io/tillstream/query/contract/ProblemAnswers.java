package io.tillstream.query.contract;

import static java.util.stream.Collectors.joining;

import io.tillstream.query.request.Accepts;
import io.tillstream.query.request.ProblemCode;
import io.tillstream.query.request.Refuses;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/** With which problems a route may answer, and how these look. Answers alike are one component. */
final class ProblemAnswers {

    private static final Set<ProblemCode> EVERYWHERE = EnumSet.of(
            ProblemCode.BAD_REQUEST,
            ProblemCode.UNKNOWN_PARAMETER,
            ProblemCode.INVALID_PARAMETER,
            ProblemCode.NOT_ACCEPTABLE,
            ProblemCode.TOO_MANY_REQUESTS,
            ProblemCode.INTERNAL_ERROR,
            ProblemCode.TOO_SLOW,
            ProblemCode.DATABASE_UNAVAILABLE);

    private static final Map<String, String> LIMITS = Map.of(
            "RateLimit-Limit", "Requests in a minute that are allowed. All answers to whoever is signed in say so.",
            "RateLimit-Remaining", "How many of them are left.",
            "RateLimit-Reset", "Seconds until all of them are there again.");

    private final Map<String, APIResponse> components = new TreeMap<>();
    private final Schema problem;

    /** @param problem the schema of a problem's body */
    ProblemAnswers(Schema problem) {
        this.problem = problem;
    }

    /** The answers that routes refer to, by name. */
    Map<String, APIResponse> components() {
        return components;
    }

    /** The problems of a route. */
    static Set<ProblemCode> of(String verb, String path, List<Method> methods, boolean withBody) {
        Set<ProblemCode> codes = EnumSet.copyOf(EVERYWHERE);
        for (Method method : methods) {
            Refuses own = method.getAnnotation(Refuses.class);
            if (own != null) {
                codes.addAll(List.of(own.value()));
            }
            if (method.isAnnotationPresent(Accepts.class)) {
                codes.add(ProblemCode.UNSUPPORTED_COMBINATION);
            }
            if (!method.isAnnotationPresent(PermitAll.class)) {
                codes.add(ProblemCode.NOT_SIGNED_IN);
                codes.add(ProblemCode.NOT_ALLOWED);
                codes.add(ProblemCode.COMPANY_UNAVAILABLE);
            }
            if (namesVersion(method)) {
                codes.add(ProblemCode.PRECONDITION_REQUIRED);
                codes.add(ProblemCode.CHANGED_MEANWHILE);
            }
        }
        if (path.contains("{")) {
            codes.add(ProblemCode.NOT_FOUND);
        }
        if (!verb.equals("GET")) {
            codes.add(ProblemCode.OTHER_ORIGIN);
            codes.add(ProblemCode.TOO_LARGE);
        }
        if (withBody || methods.stream().anyMatch(ProblemAnswers::saysWhatItTakes)) {
            codes.add(ProblemCode.UNSUPPORTED_MEDIA_TYPE);
        }
        return codes;
    }

    /** Whoever sends another media type is refused, even where nothing is read of it. */
    private static boolean saysWhatItTakes(Method method) {
        return method.isAnnotationPresent(Consumes.class)
                || method.getDeclaringClass().isAnnotationPresent(Consumes.class);
    }

    private static boolean namesVersion(Method method) {
        return Arrays.stream(method.getParameters())
                .map(parameter -> parameter.getAnnotation(HeaderParam.class))
                .anyMatch(header -> header != null && header.value().equals("If-Match"));
    }

    /** The answers with these problems, by status. */
    Map<String, APIResponse> answers(Set<ProblemCode> codes) {
        Map<Integer, Set<ProblemCode>> byStatus = new TreeMap<>();
        codes.forEach(code -> byStatus.computeIfAbsent(code.status(), status -> EnumSet.noneOf(ProblemCode.class))
                .add(code));
        Map<String, APIResponse> answers = new TreeMap<>();
        byStatus.forEach((status, alike) -> {
            String name = alike.stream().map(ProblemCode::wireName).collect(joining("."));
            components.computeIfAbsent(name, key -> answer(alike));
            answers.put(Integer.toString(status), OASFactory.createAPIResponse().ref("#/components/responses/" + name));
        });
        return answers;
    }

    private APIResponse answer(Set<ProblemCode> codes) {
        var mediaType = OASFactory.createMediaType()
                .schema(OASFactory.createSchema()
                        .ref(problem.getRef())
                        .addProperty(
                                "code",
                                JsonSchemas.simple(SchemaType.STRING)
                                        .enumeration(codes.stream()
                                                .map(code -> (Object) code.wireName())
                                                .toList())));
        codes.forEach(code -> mediaType.addExample(
                code.wireName(),
                OASFactory.createExample().summary(code.title()).value(example(code))));
        Content content = OASFactory.createContent().addMediaType(MediaTypes.PROBLEM, mediaType);
        APIResponse answer = OASFactory.createAPIResponse()
                .description(codes.stream()
                        .map(code -> "`" + code.wireName() + "`: " + code.meaning() + " " + code.whatToDo())
                        .collect(joining("\n\n")))
                .content(content);
        Schema seconds = JsonSchemas.simple(SchemaType.INTEGER).format("int64");
        if (codes.contains(ProblemCode.TOO_MANY_REQUESTS) || codes.contains(ProblemCode.DATABASE_UNAVAILABLE)) {
            answer.addHeader(
                    "Retry-After",
                    OASFactory.createHeader()
                            .description("Seconds after which to try again, where that is known.")
                            .schema(seconds));
        }
        if (codes.contains(ProblemCode.TOO_MANY_REQUESTS)) {
            new TreeMap<>(LIMITS)
                    .forEach((name, meaning) -> answer.addHeader(
                            name,
                            OASFactory.createHeader()
                                    .description(meaning)
                                    .schema(JsonSchemas.simple(SchemaType.INTEGER)
                                            .format("int64"))));
        }
        if (codes.contains(ProblemCode.NOT_SIGNED_IN)) {
            answer.addHeader(
                    "WWW-Authenticate",
                    OASFactory.createHeader()
                            .description("How to sign in.")
                            .schema(JsonSchemas.simple(SchemaType.STRING)));
        }
        return answer;
    }

    private static Map<String, Object> example(ProblemCode code) {
        Map<String, Object> body = new TreeMap<>();
        body.put("type", code.type());
        body.put("title", code.title());
        body.put("status", code.status());
        body.put("code", code.wireName());
        body.put("detail", code.meaning());
        body.put("parameter", null);
        body.put("what_to_do", code.whatToDo());
        return body;
    }
}
