package io.tripmill.jobs.local.city;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs a city from its first to its last record, slice by slice, and writes what lands and the truth beside it. */
public final class City {
    /** Divides an hour, so that a slice lies in one folder; short, as all records of a slice are in memory at once. */
    private static final long SLICE_MS = 5 * 60_000;

    private static final String TRUTH = "truth/trips.csv";
    private static final String MANIFEST = "truth/manifest.json";

    private final CityPlan plan;
    private final List<Inhabitant> inhabitants = new ArrayList<>();
    private final Truth truth;

    /** A vehicle with its device. */
    private record Inhabitant(VehicleLife life, Uplink uplink, Feed feed) {
        boolean isDone() {
            return life.isOver() && uplink.isIdle();
        }
    }

    private City(CityPlan plan) {
        this.plan = plan;
        this.truth = new Truth(new LocalClock(plan.zone()));
        CityMap map = new CityMap(plan.seed());
        Map<Fleet, Integer> counts = new HashMap<>();
        for (int i = 0; i < plan.vehicles(); i++) {
            Fleet fleet = Fleet.ofVehicle(i);
            int number = counts.merge(fleet, 1, Integer::sum);
            Dice dice = Dice.of(plan.seed(), "device of " + fleet.badge().prefix(), number);
            Vehicle vehicle =
                    Vehicle.of(fleet, number, dice.chance(fleet.reporting().heartbeatShare()));
            inhabitants.add(new Inhabitant(
                    new VehicleLife(vehicle, plan, map),
                    new Uplink(vehicle, plan),
                    fleet.badge().feed()));
        }
    }

    /** Writes the city that a plan describes into an empty folder. */
    public static Manifest write(CityPlan plan, CityFolder folder) throws IOException {
        City city = new City(plan);
        Map<Feed, FeedFiles> feeds = new LinkedHashMap<>();
        for (Feed feed : Feed.ALL) {
            feeds.put(feed, new FeedFiles(feed, plan.zone(), folder));
        }
        try (OutputStream trips = folder.create(TRUTH)) {
            trips.write(DrivenTrip.HEADER.getBytes(UTF_8));
            city.run(feeds, trips);
        } finally {
            for (FeedFiles files : feeds.values()) {
                files.close();
            }
        }
        Manifest manifest = city.manifest(feeds);
        try (OutputStream out = folder.create(MANIFEST)) {
            out.write(manifest.toJson().getBytes(UTF_8));
        }
        return manifest;
    }

    private void run(Map<Feed, FeedFiles> feeds, OutputStream trips) throws IOException {
        long untilMs = Math.floorDiv(plan.startMs(), SLICE_MS) * SLICE_MS;
        while (!inhabitants.stream().allMatch(Inhabitant::isDone)) {
            untilMs += SLICE_MS;
            Map<Feed, List<Upload>> arrived = new HashMap<>();
            for (Inhabitant inhabitant : inhabitants) {
                inhabitant.life().liveUntil(untilMs, truth.listenerFor(inhabitant.uplink()));
                arrived.computeIfAbsent(inhabitant.feed(), feed -> new ArrayList<>())
                        .addAll(inhabitant.uplink().arrivedBefore(untilMs));
            }
            for (Map.Entry<Feed, FeedFiles> feed : feeds.entrySet()) {
                List<Upload> uploads = arrived.getOrDefault(feed.getKey(), new ArrayList<>());
                uploads.sort(Comparator.comparingLong(Upload::arrivalMs));
                for (Upload upload : uploads) {
                    feed.getValue().append(upload);
                }
            }
            trips.write(truth.takeLines().getBytes(UTF_8));
        }
    }

    private Manifest manifest(Map<Feed, FeedFiles> feeds) {
        long teleports = 0;
        for (Inhabitant inhabitant : inhabitants) {
            teleports += inhabitant.life().teleports();
        }
        return Manifest.of(plan, List.copyOf(feeds.values()), truth, teleports);
    }
}
