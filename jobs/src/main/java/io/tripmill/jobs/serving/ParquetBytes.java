package io.tripmill.jobs.serving;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Types;

/** A Parquet file in memory: one file with a name of ours and the same bytes each time, which Spark's own writer does not give. */
final class ParquetBytes {
    private ParquetBytes() {}

    static byte[] of(ProductRows product) {
        MessageType schema = schema(product.columns());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ParquetWriter<Group> writer = ExampleParquetWriter.builder(new InMemory(bytes))
                .withType(schema)
                .withCompressionCodec(CompressionCodecName.SNAPPY)
                .build()) {
            for (List<Optional<Object>> row : product.rows()) {
                writer.write(group(schema, product.columns(), row));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static MessageType schema(List<ProductColumn> columns) {
        Types.MessageTypeBuilder message = Types.buildMessage();
        for (ProductColumn column : columns) {
            switch (column.type()) {
                case TEXT ->
                    message.optional(PrimitiveTypeName.BINARY)
                            .as(LogicalTypeAnnotation.stringType())
                            .named(column.id());
                case WHOLE_NUMBER -> message.optional(PrimitiveTypeName.INT64).named(column.id());
                case NUMBER -> message.optional(PrimitiveTypeName.DOUBLE).named(column.id());
            }
        }
        return message.named("product");
    }

    private static Group group(MessageType schema, List<ProductColumn> columns, List<Optional<Object>> row) {
        Group group = new SimpleGroup(schema);
        for (int i = 0; i < columns.size(); i++) {
            String name = columns.get(i).id();
            row.get(i).ifPresent(value -> {
                if (value instanceof Long number) {
                    group.add(name, number.longValue());
                } else if (value instanceof Double number) {
                    group.add(name, number.doubleValue());
                } else {
                    group.add(name, value.toString());
                }
            });
        }
        return group;
    }

    /** Where the writer writes. */
    private record InMemory(ByteArrayOutputStream bytes) implements OutputFile {
        @Override
        public PositionOutputStream create(long blockSizeHint) {
            return new PositionOutputStream() {
                @Override
                public long getPos() {
                    return bytes.size();
                }

                @Override
                public void write(int one) {
                    bytes.write(one);
                }

                @Override
                public void write(byte[] many, int offset, int length) {
                    bytes.write(many, offset, length);
                }
            };
        }

        @Override
        public PositionOutputStream createOrOverwrite(long blockSizeHint) {
            return create(blockSizeHint);
        }

        @Override
        public boolean supportsBlockSize() {
            return false;
        }

        @Override
        public long defaultBlockSize() {
            return 0;
        }
    }
}
