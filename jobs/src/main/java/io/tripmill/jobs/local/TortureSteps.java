package io.tripmill.jobs.local;

import io.tripmill.jobs.local.torture.Step;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The runs of two arrivals of a city's data, of a night's checks and deliveries, and of upkeep, the same for every lake.
 *
 * @param city a generated city
 * @param folder where the files that the runs are given are written
 * @param warehouse into which trips are loaded; without one {@code load-warehouse} is left out
 */
record TortureSteps(Path city, Path folder, Optional<TortureWarehouse> warehouse) {
    private static final String BUSINESS_DATE = "2026-10-24";

    /** The second of the city's days. */
    private static final String HORIZON = "2026-10-25";

    private static final String AS_OF = "2026-11-01T00:00:00Z";

    /** The cell that a generated city lies in. */
    private static final String AREA = "831f1dfffffffff";

    /** Where a campaign's lake is. */
    static String lake(Path root) {
        return root.resolve("lake").toString();
    }

    List<Step> at(Path root) {
        List<Step> steps = new ArrayList<>();
        List<Path> arrivals = arrivals();
        String early = arrivals.subList(0, arrivals.size() / 2).stream()
                .map(Path::toString)
                .collect(Collectors.joining(","));
        steps.addAll(arrival(root, "early", early));
        steps.addAll(arrival(root, "late", city.resolve("landing").toString()));
        steps.add(step(
                root,
                "arrivals",
                "arrival-check",
                "--as-of=" + AS_OF,
                "--business-date=" + BUSINESS_DATE,
                "--expectations=" + file("feeds.json", expectations())));
        steps.add(step(
                root,
                "checks",
                "check-quality",
                "--table=trips",
                "--as-of=" + AS_OF,
                "--ruleset="
                        + file(
                                "rules.dqdl",
                                "Rules = [ RowCount > 0, IsComplete \"trip_id\", IsUnique \"trip_id\" ]")));
        steps.add(step(root, "replay", "replay-quarantine", "--format=json"));
        steps.add(step(
                root,
                "usage",
                "rollup-usage",
                "--log-format=csv",
                "--as-of=" + AS_OF,
                "--logs=" + file("calls.csv", calls())));
        steps.add(step(
                root,
                "export",
                "export-product",
                "--business-date=" + BUSINESS_DATE,
                "--consumer=office",
                "--product=od_flows",
                "--contract=" + file("contract.yaml", contract()),
                "--outbound=" + root.resolve("outbound")));
        warehouse.ifPresent(into -> steps.add(
                step(root, "load", "load-warehouse", into.arguments(root).toArray(String[]::new))));
        steps.add(step(root, "upkeep", "maintain-tables", "--horizon=" + HORIZON));
        steps.add(step(root, "after-upkeep", "sessionize-trips"));
        steps.add(step(root, "erasure", "erase-device", "--devices-file=" + file("devices.csv", firstDevice())));
        return steps;
    }

    /** Which job of the catalog has no step, by name, and why. */
    Map<String, String> leftOut() {
        return warehouse.isPresent() ? Map.of() : Map.of("load-warehouse", "no --jdbc-url names a warehouse");
    }

    private static List<Step> arrival(Path root, String when, String landing) {
        return List.of(
                step(
                        root,
                        when + "-ingest",
                        "ingest-pings",
                        "--landing=" + landing,
                        "--format=json",
                        "--zone=Europe/Berlin"),
                step(root, when + "-sessionize", "sessionize-trips"),
                step(root, when + "-vehicles", "aggregate-vehicles"),
                step(root, when + "-trips", "aggregate-trips"),
                step(root, when + "-speeds", "aggregate-speeds"));
    }

    private static Step step(Path root, String name, String job, String... more) {
        return new Step(
                name,
                job,
                Stream.concat(Stream.of("--lake=" + lake(root), "--run-id=" + name), Stream.of(more))
                        .toList());
    }

    /** The folders of the hours in which files arrived. */
    private List<Path> arrivals() {
        try (Stream<Path> files = Files.walk(city.resolve("landing"))) {
            return files.filter(Files::isRegularFile)
                    .map(Path::getParent)
                    .distinct()
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String file(String name, String text) {
        try {
            return Files.writeString(folder.resolve(name), text).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What was driven by the vehicle whose trip is told first. */
    private String firstDevice() {
        List<String> trips;
        try {
            trips = Files.readAllLines(city.resolve("truth").resolve("trips.csv"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return "provider_id,device_id\n"
                + Arrays.stream(trips.get(1).split(",", -1)).limit(2).collect(Collectors.joining(","))
                + "\n";
    }

    private String expectations() {
        return """
                {"feeds": [{"feed": "vehicles", "place": "%s/landing/{year}/{month}/{day}/{hour}", "format": "json",
                  "every": "hour", "deadline": "PT20M"}]}
                """.formatted(city);
    }

    private static String calls() {
        StringBuilder csv = new StringBuilder("api_key,path,status,time,bytes,request_id\n");
        for (int i = 0; i < 500; i++) {
            csv.append("key-").append(i % 7).append(",/v1/trips,200,2026-10-").append(10 + i % 20);
            csv.append("T10:00:00Z,").append(i).append(",r").append(i % 450).append('\n');
        }
        return csv.toString();
    }

    private static String contract() {
        return """
                consumer: office
                version: 1
                expires: 9999-12-31
                areas: [%s]
                period: day
                level: 5
                k: 2
                products:
                  od_flows:
                    columns: [period_start, origin_h3, destination_h3, trips, distance_m, duration_s]
                    format: csv
                """.formatted(AREA);
    }
}
