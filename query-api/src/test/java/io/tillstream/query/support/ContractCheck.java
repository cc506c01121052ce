package io.tillstream.query.support;

import io.quarkus.test.junit.callback.QuarkusTestBeforeEachCallback;
import io.quarkus.test.junit.callback.QuarkusTestMethodContext;
import io.restassured.RestAssured;
import io.restassured.filter.Filter;
import io.restassured.filter.FilterContext;
import io.restassured.response.Response;
import io.restassured.specification.FilterableRequestSpecification;
import io.restassured.specification.FilterableResponseSpecification;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Holds every answer that any test of this module gets by RestAssured against the OpenAPI document. */
public final class ContractCheck implements QuarkusTestBeforeEachCallback, Filter {

    private static final Pattern PATH = Pattern.compile("https?://[^/]+(/api/[^#]*).*");
    private static final Set<String> NOT_DESCRIBED = Set.of("HEAD", "OPTIONS");

    private @Nullable Contract contract;

    @Override
    public void beforeEach(QuarkusTestMethodContext context) {
        RestAssured.replaceFiltersWith(this);
    }

    @Override
    public Response filter(
            FilterableRequestSpecification request, FilterableResponseSpecification expected, FilterContext context) {
        Response response = context.next(request, expected);
        Matcher path = PATH.matcher(request.getURI());
        if (path.matches() && !NOT_DESCRIBED.contains(request.getMethod())) {
            List<String> problems = contract(request.getURI())
                    .problems(
                            request.getMethod(),
                            path.group(1),
                            response.statusCode(),
                            response.getContentType(),
                            isJson(response) ? response.asString() : null);
            if (!problems.isEmpty()) {
                throw new AssertionError(request.getMethod() + ' ' + request.getURI() + " answered "
                        + response.statusCode() + ", which /openapi does not allow: " + problems);
            }
        }
        return response;
    }

    private static boolean isJson(Response response) {
        String type = response.getContentType();
        return type != null && Contract.isJson(type.split(";")[0].strip());
    }

    private Contract contract(String uri) {
        Contract known = contract;
        if (known == null) {
            known = Contract.of(URI.create(uri.replaceFirst("^(https?://[^/]+).*", "$1/")));
            contract = known;
        }
        return known;
    }
}
