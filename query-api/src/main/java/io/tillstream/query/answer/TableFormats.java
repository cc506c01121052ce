package io.tillstream.query.answer;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tillstream.query.chart.ChartPlan;
import io.tillstream.query.request.Accepts;
import io.tillstream.query.request.Parameter;
import io.tillstream.query.request.Params;
import io.tillstream.query.request.Problem;
import io.tillstream.query.request.ProblemCode;
import io.tillstream.query.table.Columns;
import io.tillstream.query.table.TableWriter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.resteasy.reactive.RestMulti;
import org.jboss.resteasy.reactive.server.core.CurrentRequestManager;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jspecify.annotations.Nullable;

/**
 * Rows in the format asked for: CSV, NDJSON or XLSX, and where rows are to be drawn a Plotly figure. A table leaves piece by piece as its rows come, and no faster than
 * the client takes it: the next rows are fetched when those before are on their way.
 */
@ApplicationScoped
public class TableFormats {

    /** What a method produces that gives tables: CSV, NDJSON and XLSX. */
    public static final String TABLE = "application/vnd.tillstream.table";

    /** What a method produces that gives tables and a figure of the same rows. */
    public static final String CHART = "application/vnd.tillstream.chart";

    /** What tables take besides what their method accepts. */
    static final Set<Parameter> PARAMETERS = Set.of(Parameter.FIELDS, Parameter.SORT, Parameter.LIMIT);

    private static final int ROWS_PER_PIECE = 500;
    private static final byte[] NOTHING = new byte[0];

    private final RowJson json;
    private final Writers writers;
    private final CurrentVertxRequest current;

    TableFormats(RowJson json, Writers writers, CurrentVertxRequest current) {
        this.json = json;
        this.writers = writers;
        this.current = current;
    }

    /** A table of rows that come one by one, in their own order, all of them or as many as the method lets through. */
    public <T> RestMulti<byte[]> of(Class<T> type, Multi<T> rows) {
        Asked asked = asked();
        Columns columns = json.columns(type);
        for (Parameter parameter : served()) {
            if (parameter != Parameter.FIELDS && asked.params().text(parameter) != null) {
                throw Problem.unknown(parameter.wireName(), "this list has an order of its own and is given whole");
            }
        }
        return answer(asked, written(asked, columns, Selection.fields(columns, asked.params()), rows));
    }

    /** A table, or the figure that its type declares, of rows that come at once. */
    public <T> RestMulti<byte[]> of(Class<T> type, Uni<List<T>> rows) {
        return of(type, ChartPlan.of(type), rows);
    }

    /**
     * The same, drawn in another way.
     *
     * @param plan null for what is not to be drawn
     */
    public <T> RestMulti<byte[]> of(Class<T> type, @Nullable ChartPlan plan, Uni<List<T>> rows) {
        Asked asked = asked();
        Columns columns = json.columns(type);
        Selection selection = Selection.of(columns, asked.params(), served());
        Uni<List<JsonNode>> selected =
                rows.map(all -> selection.of(json.trees(all)).rows());
        if (asked.format() == Format.PLOTLY) {
            if (plan == null) {
                throw Problem.of(ProblemCode.NOT_ACCEPTABLE, "this is not drawn");
            }
            return answer(
                    asked,
                    selected.map(some -> writers.figure(plan, columns, some)).toMulti());
        }
        return answer(
                asked,
                selected.onItem()
                        .transformToMulti(some -> trees(
                                asked,
                                columns,
                                selection.fields(),
                                Multi.createFrom().iterable(some))));
    }

    private <T> Multi<byte[]> written(Asked asked, Columns columns, @Nullable Columns fields, Multi<T> rows) {
        return trees(asked, columns, fields, rows.map(json::tree));
    }

    /** The start of the table leaves with its first rows, so that a question that fails at once is still answered as a problem. */
    private Multi<byte[]> trees(Asked asked, Columns columns, @Nullable Columns fields, Multi<JsonNode> rows) {
        return Multi.createFrom().deferred(() -> {
            TableWriter writer = writers.of(asked.format(), columns, fields, asked.name(), asked.address());
            AtomicBoolean begun = new AtomicBoolean();
            Multi<byte[]> pieces = rows.group()
                    .intoLists()
                    .of(ROWS_PER_PIECE)
                    .map(some -> joined(begun.getAndSet(true) ? NOTHING : writer.start(), writer.rows(some)));
            Multi<byte[]> end = Multi.createFrom()
                    .item(() -> joined(begun.getAndSet(true) ? NOTHING : writer.start(), writer.end()));
            return Multi.createBy().concatenating().streams(pieces, end);
        });
    }

    private static byte[] joined(byte[] first, byte[] second) {
        if (first.length == 0) {
            return second;
        }
        ByteArrayOutputStream both = new ByteArrayOutputStream(first.length + second.length);
        both.writeBytes(first);
        both.writeBytes(second);
        return both.toByteArray();
    }

    private RestMulti<byte[]> answer(Asked asked, Multi<byte[]> pieces) {
        if (asked.format() != Format.XLSX) {
            // what leaves piece by piece is compressed only when nothing says that it is not; a workbook is compressed
            // already
            current.getCurrent().response().headers().remove(HttpHeaders.CONTENT_ENCODING);
        }
        RestMulti.SyncRestMulti.Builder<byte[]> answer = RestMulti.fromMultiData(pieces)
                .withDemand(1)
                .header(HttpHeaders.CONTENT_TYPE, asked.format().contentType());
        String disposition = asked.disposition();
        return (disposition == null ? answer : answer.header(HttpHeaders.CONTENT_DISPOSITION, disposition)).build();
    }

    private Asked asked() {
        ResteasyReactiveRequestContext request = CurrentRequestManager.get();
        Format format = current.getCurrent().get(FormatFilter.CHOSEN, Format.CSV);
        return Asked.of(current.getCurrent(), Params.of(request.getUriInfo()), format);
    }

    /** What is left to be seen to here. */
    private static Set<Parameter> served() {
        Set<Parameter> served = EnumSet.copyOf(PARAMETERS);
        Accepts accepts = CurrentRequestManager.get()
                .getResteasyReactiveResourceInfo()
                .getMethod()
                .getAnnotation(Accepts.class);
        if (accepts != null) {
            served.removeAll(Arrays.asList(accepts.value()));
        }
        return served;
    }
}
