package io.tillstream.query.support;

import io.restassured.RestAssured;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** A client that does nothing of its own accord: answers as they came over the wire, and far quicker than by a test library where there are hundreds. */
public final class Plain {

    private Plain() {}

    /**
     * Reads an address of the service under test.
     *
     * @param headers names and values in turn
     */
    public static <T> HttpResponse<T> get(String path, HttpResponse.BodyHandler<T> body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + path));
        return Client.ONE.send((headers.length > 0 ? request.headers(headers) : request).build(), body);
    }

    private static final class Client {
        static final HttpClient ONE =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    }
}
