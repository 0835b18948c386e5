package io.tripmill.jobs.trips.packed;

import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/** Finds the packer of a time line by its names; at once if it is that of the ping before. */
final class NamedPackers {
    private @Nullable UTF8String providerId;
    private @Nullable UTF8String deviceId;
    private @Nullable TimelinePacker last;

    TimelinePacker of(UTF8String provider, UTF8String device, FragmentPacker packers) {
        TimelinePacker packer = last;
        if (packer == null || packer.isClosed() || !device.equals(deviceId) || !provider.equals(providerId)) {
            packer = packers.of(new TimelineKey(provider.toString(), device.toString()));
            providerId = provider.clone();
            deviceId = device.clone();
            last = packer;
        }
        return packer;
    }
}
