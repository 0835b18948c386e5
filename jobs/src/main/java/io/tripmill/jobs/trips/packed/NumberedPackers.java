package io.tripmill.jobs.trips.packed;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.apache.spark.sql.execution.vectorized.WritableColumnVector;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/**
 * Finds the packer of a time line by the numbers that the dictionaries of a file give to its names, so that a name is decoded once a
 * batch. A number means a name within its batch only, for the next may be of another file.
 */
final class NumberedPackers {
    private static final int FIRST_CAPACITY = 64;

    private final NamedPackers named = new NamedPackers();
    private @Nullable Known[] known = new Known[FIRST_CAPACITY];
    private long batches;

    /** What the number of a device stood for when it was last looked up. */
    private static final class Known {
        private final UTF8String providerId;
        private final UTF8String deviceId;
        private final TimelinePacker packer;
        private long batch;
        private int providerNumber;

        Known(UTF8String providerId, UTF8String deviceId, TimelinePacker packer) {
            this.providerId = providerId;
            this.deviceId = deviceId;
            this.packer = packer;
        }
    }

    /** Whether each name of a batch has a number. */
    static boolean areNumbered(ColumnVector names) {
        return names instanceof WritableColumnVector vector && vector.hasDictionary() && !vector.hasNull();
    }

    /**
     * Turns to the next batch.
     *
     * @param providers numbered, as are {@code devices}
     */
    Batch batch(ColumnVector providers, ColumnVector devices) {
        batches++;
        return new Batch((WritableColumnVector) providers, (WritableColumnVector) devices);
    }

    /** The packers of one batch. */
    final class Batch {
        private final WritableColumnVector providers;
        private final WritableColumnVector devices;
        private final WritableColumnVector providerNumbers;
        private final WritableColumnVector deviceNumbers;

        private Batch(WritableColumnVector providers, WritableColumnVector devices) {
            this.providers = providers;
            this.devices = devices;
            this.providerNumbers = providers.getDictionaryIds();
            this.deviceNumbers = devices.getDictionaryIds();
        }

        TimelinePacker of(int row, FragmentPacker packers) {
            int number = deviceNumbers.getDictId(row);
            int providerNumber = providerNumbers.getDictId(row);
            Known device = number < known.length ? known[number] : null;
            return device != null
                            && device.batch == batches
                            && device.providerNumber == providerNumber
                            && !device.packer.isClosed()
                    ? device.packer
                    : lookedUp(row, number, providerNumber, packers).packer;
        }

        private Known lookedUp(int row, int number, int providerNumber, FragmentPacker packers) {
            if (number >= known.length) {
                known = Arrays.copyOf(known, Math.max(number + 1, known.length << 1));
            }
            UTF8String providerId = providers.getUTF8String(row);
            UTF8String deviceId = devices.getUTF8String(row);
            Known device = known[number];
            if (device == null
                    || device.packer.isClosed()
                    || !device.deviceId.equals(deviceId)
                    || !device.providerId.equals(providerId)) {
                device = new Known(providerId.clone(), deviceId.clone(), named.of(providerId, deviceId, packers));
                known[number] = device;
            }
            device.batch = batches;
            device.providerNumber = providerNumber;
            return device;
        }

        /** Whether, in the first {@code rows} rows, one number never means two names. */
        boolean isSound(int rows) {
            return isSound(providers, providerNumbers, rows) && isSound(devices, deviceNumbers, rows);
        }

        private static boolean isSound(WritableColumnVector names, WritableColumnVector numbers, int rows) {
            Map<Integer, UTF8String> meanings = new HashMap<>();
            for (int row = 0; row < rows; row++) {
                UTF8String name = names.getUTF8String(row);
                UTF8String meaning = meanings.putIfAbsent(numbers.getDictId(row), name);
                if (meaning != null && !meaning.equals(name)) {
                    return false;
                }
            }
            return true;
        }
    }
}
