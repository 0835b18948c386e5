package io.tripmill.run.lineage;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/** An HTTP endpoint of OpenLineage. A run waits for it no longer than its patience, and does not fail by it. */
public record LineageEndpoint(URI uri, Optional<String> apiKey, Duration patience) {

    public LineageEndpoint {
        requireNonNull(uri, "uri");
        requireNonNull(apiKey, "apiKey");
        requireNonNull(patience, "patience");
    }

    /** Sends one event. Gives what went wrong, without the key; empty if it was taken. */
    public Optional<String> send(String event) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .timeout(patience)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(event, StandardCharsets.UTF_8));
        apiKey.ifPresent(key -> request.header("Authorization", "Bearer " + key));
        HttpClient client = HttpClient.newBuilder().connectTimeout(patience).build();
        try {
            int status = client.send(request.build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
            return status / 100 == 2 ? Optional.empty() : problem("it answered with status " + status);
        } catch (IOException e) {
            return problem(e.getClass().getSimpleName()
                    + Optional.ofNullable(e.getMessage()).map(m -> ": " + m).orElse(""));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return problem("the run was interrupted");
        }
    }

    private Optional<String> problem(String what) {
        return Optional.of("the lineage endpoint " + uri + " did not take an event: " + what);
    }

    /** Without the key. */
    @Override
    public String toString() {
        return uri.toString();
    }
}
