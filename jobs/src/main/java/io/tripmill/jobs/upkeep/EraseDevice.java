package io.tripmill.jobs.upkeep;

import io.tripmill.job.Args;
import io.tripmill.job.Device;
import io.tripmill.job.ErrorCode;
import io.tripmill.job.Inputs;
import io.tripmill.job.Job;
import io.tripmill.job.JobSpec;
import io.tripmill.job.Location;
import io.tripmill.job.Param;
import io.tripmill.job.Plan;
import io.tripmill.job.RunFailure;
import io.tripmill.job.Upkeep;
import io.tripmill.schema.Field;
import io.tripmill.schema.Pings;
import io.tripmill.schema.QuarantinedPings;
import io.tripmill.schema.Table;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Removes devices from the lake, from older versions and the change feed too. */
public final class EraseDevice implements Job {
    static final Param<String> PROVIDER_ID =
            Param.text("provider-id", "The provider of --device-id.").optional();
    /** Told to nobody: reports outlive the erasure. */
    static final Param<String> DEVICE_ID = Param.of(
                    "device-id", "The device to erase; no report repeats it.", "ID", id -> id, id -> "(not told)")
            .optional();

    static final Param<Location> DEVICES_FILE = Param.location(
                    "devices-file", "A CSV file with one device a line and the header provider_id,device_id.")
            .optional();

    private static final String HEADER = "provider_id,device_id";

    /** Tables whose rows are of one device each. */
    private static final List<Table> OF_DEVICES =
            KeptTables.ALL.stream().filter(Table::isLaidOutByDevice).toList();

    @Override
    public JobSpec spec() {
        return JobSpec.named(
                        "erase-device",
                        "Removes devices from every table, from older versions and from the change feed, for good.")
                .reads(Pings.TABLE)
                .mayRead(Stream.concat(OF_DEVICES.stream(), Stream.of(QuarantinedPings.TABLE))
                        .filter(table -> !table.equals(Pings.TABLE))
                        .toArray(Table[]::new))
                .writes(Stream.concat(OF_DEVICES.stream(), Stream.of(QuarantinedPings.TABLE))
                        .toArray(Table[]::new))
                .takes(PROVIDER_ID, DEVICE_ID, DEVICES_FILE)
                .checks(EraseDevice::devicesAreNamed);
    }

    @Override
    public Plan plan(Inputs inputs, Args args) {
        List<Device> devices = devices(inputs, args);
        List<Upkeep> steps = new ArrayList<>();
        present(inputs, OF_DEVICES.stream()).forEach(table -> steps.add(new Upkeep.Erase(table, List.of(), devices)));
        List<Field> texts = List.of(QuarantinedPings.RAW, QuarantinedPings.MESSAGE);
        present(inputs, Stream.of(QuarantinedPings.TABLE))
                .forEach(table -> steps.add(new Upkeep.Erase(table, texts, devices)));
        return Plan.nothing()
                .upkeeping(steps)
                .reading(0)
                .noting("devices", devices.stream().map(Device::toString).collect(Collectors.joining(",")))
                .warning("landing files are no part of the lake and still hold the devices: delete them, or a"
                        + " replay-quarantine or a new lake reads them again")
                .warning(
                        "aggregates count the devices until sessionize-trips, aggregate-trips and aggregate-vehicles run"
                                + " again: the change feed is gone, so they compute everything once")
                .warning("what was delivered before stays with its receivers; the table deliveries lists it")
                .warning("the tables' logs keep the least and greatest device_id of the files that they once named");
    }

    private static Stream<Table> present(Inputs inputs, Stream<Table> tables) {
        return tables.filter(table -> inputs.version(table).isPresent());
    }

    private static List<Device> devices(Inputs inputs, Args args) {
        Set<Device> devices = new LinkedHashSet<>();
        args.find(DEVICE_ID)
                .ifPresent(id -> devices.add(new Device(args.find(PROVIDER_ID).orElseThrow(), id)));
        inputs.text(DEVICES_FILE).ifPresent(text -> devices.addAll(listed(text)));
        return List.copyOf(devices);
    }

    private static List<Device> listed(String csv) {
        List<String> lines = csv.lines().filter(line -> !line.isBlank()).toList();
        if (lines.isEmpty() || !lines.get(0).strip().equals(HEADER)) {
            throw unreadable("its first line is not " + HEADER);
        }
        List<Device> devices = new ArrayList<>();
        for (int i = 1; i < lines.size(); i++) {
            String[] ids = lines.get(i).strip().split(",", -1);
            if (ids.length != 2
                    || ids[0].isBlank()
                    || ids[1].isBlank()
                    || lines.get(i).contains("\"")) {
                throw unreadable("entry " + i + " is not two ids with a comma between them, without quotes");
            }
            devices.add(new Device(ids[0], ids[1]));
        }
        return devices;
    }

    private static RunFailure unreadable(String what) {
        return new RunFailure(
                ErrorCode.ARGUMENT,
                "--devices-file can't be used: " + what + ".",
                "Write " + HEADER + ", and below it one device a line.");
    }

    private static Optional<String> devicesAreNamed(Args args) {
        boolean hasDevice = args.find(DEVICE_ID).isPresent();
        if (hasDevice != args.find(PROVIDER_ID).isPresent()) {
            return Optional.of("--provider-id and --device-id belong together; give both, or --devices-file");
        }
        return !hasDevice && args.find(DEVICES_FILE).isEmpty()
                ? Optional.of("no device is named; give --provider-id and --device-id, or --devices-file")
                : Optional.empty();
    }
}
