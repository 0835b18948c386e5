package io.tripmill.landing;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/** Aggregates as the Kinesis Producer Library writes them. */
public final class KinesisAggregate {
    private KinesisAggregate() {}

    /** One aggregate, all of whose records have one key. */
    public static byte[] of(List<String> records) {
        try {
            ByteArrayOutputStream message = new ByteArrayOutputStream();
            CodedOutputStream fields = CodedOutputStream.newInstance(message);
            fields.writeString(1, "key");
            fields.writeString(2, "7");
            for (String record : records) {
                fields.writeBytes(3, ByteString.copyFrom(record(record)));
            }
            fields.flush();
            ByteArrayOutputStream aggregate = new ByteArrayOutputStream();
            aggregate.write(new byte[] {(byte) 0xF3, (byte) 0x89, (byte) 0x9A, (byte) 0xC2});
            aggregate.write(message.toByteArray());
            aggregate.write(MessageDigest.getInstance("MD5").digest(message.toByteArray()));
            return aggregate.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] record(String data) throws IOException {
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        CodedOutputStream fields = CodedOutputStream.newInstance(message);
        fields.writeUInt64(1, 0);
        fields.writeUInt64(2, 300);
        fields.writeBytes(3, ByteString.copyFrom(data, StandardCharsets.UTF_8));
        fields.flush();
        return message.toByteArray();
    }
}
