package io.tripmill.landing;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Locale;
import java.util.Queue;

/**
 * The text that Kinesis records carry, one record after the other: aggregates of the Kinesis Producer Library are taken apart, each
 * record in them is a line at least, and all other bytes pass as they are.
 *
 * <p>An aggregate is four magic bytes, a protobuf message and the MD5 of the message. It does not say how long it is, but fields do, and
 * it ends where sixteen bytes after a field are the MD5 of all fields before them. No UTF-8 text holds the magic bytes, so text and
 * aggregates can follow each other without anything between them.
 *
 * @see <a href="https://github.com/awslabs/amazon-kinesis-producer/blob/master/aggregation-format.md">KPL aggregated record format</a>
 */
final class DeaggregatedText extends InputStream {
    /** The largest record that Kinesis takes. */
    static final int LARGEST_AGGREGATE_BYTES = 10 * 1024 * 1024;

    private static final byte[] MAGIC = {(byte) 0xF3, (byte) 0x89, (byte) 0x9A, (byte) 0xC2};
    private static final int MD5_BYTES = 16;

    /** Of the message AggregatedRecord: its records. Two tables of keys before them are of no use here. */
    private static final int RECORDS_FIELD = 3;

    /** Of the message Record. */
    private static final int DATA_FIELD = 3;

    private static final int VARINT_TYPE = 0;
    private static final int BYTES_TYPE = 2;

    private final InputStream in;
    private final byte[] buffer = new byte[64 * 1024];
    private int start;
    private int end;
    private long offset;
    private byte lastGiven = '\n';

    /** Records of the aggregate before {@link #start}, {@code given} bytes of the first of them are out. */
    private final Queue<byte[]> records = new ArrayDeque<>();

    private int given;

    DeaggregatedText(InputStream in) {
        this.in = in;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (true) {
            byte[] record = records.peek();
            if (record != null && given < record.length) {
                int count = Math.min(length, record.length - given);
                System.arraycopy(record, given, bytes, from, count);
                given += count;
                return passed(bytes, from, count);
            }
            boolean isAggregateNext = record == null && startsAggregate();
            if ((record != null || isAggregateNext) && lastGiven != '\n') {
                bytes[from] = '\n';
                return passed(bytes, from, 1);
            }
            if (record != null) {
                records.remove();
                given = 0;
            } else if (isAggregateNext) {
                readAggregate();
            } else if (start == end) {
                return -1;
            } else {
                int count = Math.min(length, plainBytes());
                System.arraycopy(buffer, start, bytes, from, count);
                skip(count);
                return passed(bytes, from, count);
            }
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private int passed(byte[] bytes, int from, int count) {
        lastGiven = bytes[from + count - 1];
        return count;
    }

    private boolean startsAggregate() throws IOException {
        return has(MAGIC.length) && Arrays.equals(buffer, start, start + MAGIC.length, MAGIC, 0, MAGIC.length);
    }

    /** How many bytes of the buffer are certainly in no aggregate; the first one is in none. */
    private int plainBytes() {
        int next = start + 1;
        while (next < end && buffer[next] != MAGIC[0]) {
            next++;
        }
        return next - start;
    }

    private void readAggregate() throws IOException {
        long startedAt = offset;
        try {
            skip(MAGIC.length);
            MessageDigest md5 = md5();
            while (!isNext(digestSoFar(md5))) {
                readField(md5, startedAt);
            }
            skip(MD5_BYTES);
        } catch (MalformedField | EOFException e) {
            throw new IOException(String.format(
                    Locale.ROOT,
                    "the aggregate of Kinesis records that starts at byte %d is damaged: %s",
                    startedAt,
                    e.getMessage()));
        }
    }

    private void readField(MessageDigest md5, long startedAt) throws IOException, MalformedField {
        long tag = varint(md5);
        if ((tag & 7) != BYTES_TYPE) {
            throw new MalformedField("no checksum follows its fields, and no other field");
        }
        long length = varint(md5);
        if (length < 0 || length > LARGEST_AGGREGATE_BYTES - (offset - startedAt)) {
            throw new MalformedField("it is longer than the 10 MiB that a record of Kinesis may have");
        }
        byte[] value = bytes((int) length);
        md5.update(value);
        if (tag >>> 3 == RECORDS_FIELD) {
            records.add(data(value));
        }
    }

    /** The data field of a message Record. */
    private static byte[] data(byte[] message) throws IOException, MalformedField {
        ByteArrayInputStream fields = new ByteArrayInputStream(message);
        byte[] data = new byte[0];
        while (fields.available() > 0) {
            long tag = varint(fields::read);
            int type = (int) (tag & 7);
            long number = varint(fields::read);
            if (type == BYTES_TYPE && number >= 0 && number <= fields.available()) {
                byte[] value = fields.readNBytes((int) number);
                data = tag >>> 3 == DATA_FIELD ? value : data;
            } else if (type != VARINT_TYPE) {
                throw new MalformedField("a record in it is no message");
            }
        }
        return data;
    }

    private long varint(MessageDigest md5) throws IOException, MalformedField {
        return varint(() -> {
            byte next = bytes(1)[0];
            md5.update(next);
            return next & 0xFF;
        });
    }

    private static long varint(Bytes bytes) throws IOException, MalformedField {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            int next = bytes.next();
            if (next < 0) {
                throw new MalformedField("a record in it breaks off");
            }
            value |= (long) (next & 0x7F) << shift;
            if (next < 0x80) {
                return value;
            }
        }
        throw new MalformedField("a number in it does not end");
    }

    private static MessageDigest md5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has MD5", e);
        }
    }

    private static byte[] digestSoFar(MessageDigest md5) {
        try {
            return ((MessageDigest) md5.clone()).digest();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("Java's MD5 can be cloned", e);
        }
    }

    private boolean isNext(byte[] digest) throws IOException {
        return has(MD5_BYTES) && Arrays.equals(buffer, start, start + MD5_BYTES, digest, 0, MD5_BYTES);
    }

    private byte[] bytes(int length) throws IOException {
        byte[] bytes = new byte[length];
        int read = 0;
        while (read < length) {
            if (!has(1)) {
                throw new EOFException("it breaks off");
            }
            int count = Math.min(length - read, end - start);
            System.arraycopy(buffer, start, bytes, read, count);
            skip(count);
            read += count;
        }
        return bytes;
    }

    private void skip(int count) {
        start += count;
        offset += count;
    }

    /** Whether so many bytes follow; they stand in the buffer then, and else all that follow. */
    private boolean has(int count) throws IOException {
        if (end - start >= count) {
            return true;
        }
        System.arraycopy(buffer, start, buffer, 0, end - start);
        end -= start;
        start = 0;
        while (end < count) {
            int read = in.read(buffer, end, buffer.length - end);
            if (read < 0) {
                return false;
            }
            end += read;
        }
        return true;
    }

    /** Bytes one by one; -1 after the last. */
    @FunctionalInterface
    private interface Bytes {
        int next() throws IOException;
    }

    /** What can't be a field of an aggregate. */
    private static final class MalformedField extends Exception {
        private static final long serialVersionUID = 1L;

        MalformedField(String message) {
            super(message);
        }
    }
}
