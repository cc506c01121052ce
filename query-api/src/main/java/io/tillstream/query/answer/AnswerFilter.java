package io.tillstream.query.answer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.tillstream.query.chart.ChartPlan;
import io.tillstream.query.request.Parameter;
import io.tillstream.query.request.Params;
import io.tillstream.query.table.Columns;
import io.tillstream.query.table.Page;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.UncheckedIOException;
import java.lang.annotation.Annotation;
import java.util.List;
import java.util.Set;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.jspecify.annotations.Nullable;

/** Gives an answer its columns, its rows, its format and its tag, when the endpoint itself has answered with what JSON shows. */
class AnswerFilter {

    private static final int OK = 200;
    private static final int NOT_MODIFIED = 304;
    private static final Set<String> READS = Set.of("GET", "HEAD");

    private final Routes routes;
    private final RowJson json;
    private final Writers writers;
    private final CurrentVertxRequest current;

    AnswerFilter(Routes routes, RowJson json, Writers writers, CurrentVertxRequest current) {
        this.routes = routes;
        this.json = json;
        this.writers = writers;
        this.current = current;
    }

    /** Refuses what cannot be selected before anything is read. */
    @ServerRequestFilter
    void check(ContainerRequestContext request, ResourceInfo resource) {
        Listing listing = routes.listing(resource.getResourceMethod());
        if (listing != null) {
            Params params = Params.of(request.getUriInfo());
            Selection.of(json.columns(listing.rows()), params, listing.more());
        }
    }

    @ServerResponseFilter
    void shape(ContainerRequestContext request, ContainerResponseContext response, ResourceInfo resource) {
        Format format = current.getCurrent().get(FormatFilter.CHOSEN);
        if (format == null || !READS.contains(request.getMethod()) || response.getStatus() != OK) {
            return;
        }
        Object entity = response.getEntity();
        if (!isAnswer(entity)) {
            return;
        }
        Asked asked = Asked.of(current.getCurrent(), Params.of(request.getUriInfo()), format);
        Listing listing = routes.listing(resource.getResourceMethod());
        if (entity instanceof Page<?> page && page.nextCursor() != null) {
            response.getHeaders().putSingle(HttpHeaders.LINK, asked.next(page.nextCursor()));
        }
        if (listing != null && (format != Format.JSON || isAskedFor(asked.params(), listing.more()))) {
            entity = selected(entity, listing, asked, response);
        }
        tagged(entity, asked, request, response);
    }

    private static boolean isAnswer(@Nullable Object entity) {
        return entity instanceof Record || entity instanceof List<?>;
    }

    private static boolean isAskedFor(Params params, Set<Parameter> served) {
        return served.stream().anyMatch(parameter -> params.text(parameter) != null);
    }

    private Object selected(Object entity, Listing listing, Asked asked, ContainerResponseContext response) {
        Columns columns = json.columns(listing.rows());
        Selection selection = Selection.of(columns, asked.params(), listing.more());
        Selection.Selected selected = selection.of(json.trees(rows(entity, listing)));
        if (selected.nextCursor() != null) {
            response.getHeaders().putSingle(HttpHeaders.LINK, asked.next(selected.nextCursor()));
        }
        if (asked.format() == Format.PLOTLY) {
            ChartPlan plan = ChartPlan.of(listing.rows());
            if (plan != null) {
                return writers.figure(plan, columns, selected.rows());
            }
        }
        if (asked.format() != Format.JSON) {
            return writers.table(
                    asked.format(), columns, selection.fields(), asked.name(), asked.address(), selected.rows());
        }
        ArrayNode rows = json.mapper().createArrayNode();
        Columns fields = selection.fields();
        selected.rows().forEach(row -> rows.add(fields == null ? row : fields.only(row)));
        if (listing.items() == null) {
            return rows;
        }
        ObjectNode whole = (ObjectNode) json.tree(entity);
        whole.set("items", rows);
        if (selected.nextCursor() != null) {
            whole.put("next_cursor", selected.nextCursor());
        }
        return whole;
    }

    private static List<?> rows(Object entity, Listing listing) {
        try {
            return listing.items() == null
                    ? (List<?>) entity
                    : (List<?>) listing.items().invoke(entity);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a list without its items", e);
        }
    }

    private void tagged(
            Object entity, Asked asked, ContainerRequestContext request, ContainerResponseContext response) {
        byte[] file = entity instanceof byte[] bytes ? bytes : null;
        String text = file == null ? text(entity) : "";
        String cache = response.getHeaderString(HttpHeaders.CACHE_CONTROL);
        if (cache == null || !cache.contains("no-store")) {
            String own = response.getHeaderString(HttpHeaders.ETAG);
            String tag = own != null ? own : file == null ? Tag.of(text) : Tag.of(file);
            response.getHeaders().putSingle(HttpHeaders.ETAG, tag);
            response.getHeaders().putSingle(HttpHeaders.CACHE_CONTROL, "private, no-cache");
            response.getHeaders().putSingle(HttpHeaders.VARY, "Accept, Accept-Encoding, Authorization, Cookie");
            if (Tag.isKnown(tag, request.getHeaderString(HttpHeaders.IF_NONE_MATCH))) {
                response.setStatus(NOT_MODIFIED);
                response.setEntity(null);
                return;
            }
        }
        if (file == null) {
            response.setEntity(text);
            return;
        }
        String disposition = asked.disposition();
        if (disposition != null) {
            response.getHeaders().putSingle(HttpHeaders.CONTENT_DISPOSITION, disposition);
        }
        response.getHeaders().putSingle(HttpHeaders.CONTENT_TYPE, asked.format().contentType());
        response.setEntity(file, new Annotation[0], asked.format().type());
    }

    private String text(Object entity) {
        try {
            return json.mapper().writeValueAsString(entity);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
