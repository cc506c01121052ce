package io.tillstream.query.recent;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.smallrye.mutiny.Uni;
import io.tillstream.query.request.Params;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.core.UriInfo;
import org.jspecify.annotations.Nullable;

/** Gives what {@link Recent} resources are asked for out of {@link RecentAnswers}. It comes after whoever asks was let in. */
@Recent
@Interceptor
@Priority(Interceptor.Priority.APPLICATION)
class RecentInterceptor {

    private static final String NO_CACHE = "no-cache";

    private final RecentAnswers answers;
    private final CurrentVertxRequest current;

    RecentInterceptor(RecentAnswers answers, CurrentVertxRequest current) {
        this.answers = answers;
        this.current = current;
    }

    @AroundInvoke
    @Nullable
    Object answer(InvocationContext call) throws Exception {
        Params params = params(call);
        if (params == null
                || !call.getMethod().isAnnotationPresent(GET.class)
                || call.getMethod().getReturnType() != Uni.class) {
            return call.proceed();
        }
        RoutingContext request = current.getCurrent();
        // reads the parameters and refuses those that are wrong; nothing is asked before somebody subscribes
        Uni<?> make = (Uni<?>) call.proceed();
        return answers.answer(Question.of(call.getMethod(), params), make, wantsThePresent(request))
                .map(answer -> {
                    if (!answer.own()) {
                        request.put(AgeFilter.MADE_AT, answer.madeAt());
                    }
                    return answer.value();
                });
    }

    /** The parameters of the address; null of a method that is told something else, too. */
    private static @Nullable Params params(InvocationContext call) {
        Object[] told = call.getParameters();
        if (told.length == 0) {
            return new Params(name -> null);
        }
        return told.length == 1 && told[0] instanceof UriInfo uri ? Params.of(uri) : null;
    }

    private static boolean wantsThePresent(RoutingContext request) {
        String control = request.request().getHeader("Cache-Control");
        return control != null && control.contains(NO_CACHE);
    }
}
