package io.tripmill.jobs.local.city;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** What a city holds, to compare with what the jobs make of it. */
public final class Manifest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ObjectNode json = JSON.createObjectNode();
    private long files;
    private long bytes;
    private long records;
    private long trips;

    private Manifest() {}

    static Manifest of(CityPlan plan, List<FeedFiles> feeds, Truth truth, long teleports) {
        Manifest manifest = new Manifest();
        manifest.json
                .put("vehicles", plan.vehicles())
                .put("days", plan.days())
                .put("seed", plan.seed())
                .put("zone", plan.zone().getId())
                .put("start_date", plan.startDate().toString());
        ObjectNode landed = manifest.json.putObject("landed");
        feeds.forEach(feed -> manifest.add(feed, landed.putObject(feed.feed().folder())));
        manifest.json
                .putObject("truth")
                .put("trips", truth.trips())
                .put("trips_over_midnight", truth.nightTrips())
                .put("trips_through_the_tunnel", truth.tunnelTrips())
                .put("trips_silent_for_more_than_30_minutes", truth.lostInTunnelTrips())
                .put("teleports", teleports);
        manifest.trips = truth.trips();
        return manifest;
    }

    private void add(FeedFiles feed, ObjectNode node) {
        long good = feed.records(Upload.Kind.FIRST);
        long duplicates = feed.records(Upload.Kind.COPY);
        long broken = feed.records(Upload.Kind.SPOILT);
        node.put("ingest_arguments", feed.feed().ingestArguments())
                .put("files", feed.files())
                .put("bytes", feed.bytes())
                .put("records", good + duplicates + broken)
                .put("good", good)
                .put("late", feed.late())
                .put("duplicates", duplicates)
                .put("broken", broken);
        ObjectNode reasons = node.putObject("broken_by_reason");
        feed.brokenByReason().forEach((reason, count) -> reasons.put(reason.code(), count));
        files += feed.files();
        bytes += feed.bytes();
        records += good + duplicates + broken;
    }

    /** Landed files. */
    public long files() {
        return files;
    }

    /** In landed files. */
    public long bytes() {
        return bytes;
    }

    /** Landed records, good and bad. */
    public long records() {
        return records;
    }

    /** Trips as driven. */
    public long trips() {
        return trips;
    }

    /** The manifest for people and tests; the same bytes on every machine. */
    public String toJson() {
        DefaultIndenter indent = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter().withObjectIndenter(indent);
        try {
            return JSON.writer(printer).writeValueAsString(json) + "\n";
        } catch (IOException e) {
            throw new UncheckedIOException("writing a text in memory can't fail", e);
        }
    }
}
