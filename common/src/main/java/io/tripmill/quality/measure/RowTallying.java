package io.tripmill.quality.measure;

import java.io.Serializable;
import java.util.List;
import java.util.Objects;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.UnsafeProjection;
import org.apache.spark.sql.catalyst.expressions.aggregate.ImperativeAggregate;
import org.apache.spark.sql.catalyst.expressions.aggregate.TypedImperativeAggregate;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.jspecify.annotations.Nullable;
import scala.collection.JavaConverters;

/**
 * All of a layout as one aggregate of Spark, whose value is {@link PassedRows} as bytes: Spark's observed aggregates cost some 20 ns each
 * and row, and this one as much for all of them. It is public, with a public constructor, as Spark copies expressions by reflection.
 */
public final class RowTallying extends TypedImperativeAggregate<PassedRows> implements Serializable {
    private static final long serialVersionUID = 1L;

    private final scala.collection.immutable.List<Expression> children;
    private final int words;
    private final int mutableAggBufferOffset;
    private final int inputAggBufferOffset;
    private transient @Nullable UnsafeProjection projection;

    /**
     * An aggregate of these expressions.
     *
     * @param children the words of bits, then the numbers
     * @param words how many words there are
     * @param mutableAggBufferOffset where Spark keeps the buffer
     * @param inputAggBufferOffset where Spark finds another buffer to merge
     */
    public RowTallying(
            scala.collection.immutable.List<Expression> children,
            int words,
            int mutableAggBufferOffset,
            int inputAggBufferOffset) {
        this.children = children;
        this.words = words;
        this.mutableAggBufferOffset = mutableAggBufferOffset;
        this.inputAggBufferOffset = inputAggBufferOffset;
    }

    // Both Scala versions have it; the newer one deprecates it for a name that the older lacks.
    @SuppressWarnings("deprecation")
    static RowTallying of(List<Expression> children, int words) {
        return new RowTallying(JavaConverters.asScalaBuffer(children).toList(), words, 0, 0);
    }

    private int numbers() {
        return children.size() - words;
    }

    /** What bytes that were observed say. */
    PassedRows read(byte[] written) {
        return deserialize(written);
    }

    @Override
    public PassedRows createAggregationBuffer() {
        return PassedRows.none(words, numbers());
    }

    @Override
    public PassedRows update(PassedRows passed, InternalRow row) {
        UnsafeProjection compiled = projection;
        if (compiled == null) {
            compiled = UnsafeProjection.create(children);
            projection = compiled;
        }
        passed.add(compiled.apply(row));
        return passed;
    }

    @Override
    public PassedRows merge(PassedRows passed, PassedRows others) {
        passed.take(others);
        return passed;
    }

    @Override
    public Object eval(PassedRows passed) {
        return passed.written();
    }

    @Override
    public byte[] serialize(PassedRows passed) {
        return passed.written();
    }

    @Override
    public PassedRows deserialize(byte[] written) {
        return PassedRows.read(written, words, numbers());
    }

    @Override
    public DataType dataType() {
        return DataTypes.BinaryType;
    }

    @Override
    public boolean nullable() {
        return false;
    }

    @Override
    public scala.collection.immutable.List<Expression> children() {
        return children;
    }

    // The collections of one Scala version make this the method that Spark asks for, those of the other the next one.
    @SuppressWarnings("MissingOverride")
    public Expression withNewChildrenInternal(scala.collection.IndexedSeq<Expression> others) {
        return new RowTallying(others.toList(), words, mutableAggBufferOffset, inputAggBufferOffset);
    }

    @SuppressWarnings("MissingOverride")
    public Expression withNewChildrenInternal(scala.collection.immutable.IndexedSeq<Expression> others) {
        return new RowTallying(others.toList(), words, mutableAggBufferOffset, inputAggBufferOffset);
    }

    @Override
    public int mutableAggBufferOffset() {
        return mutableAggBufferOffset;
    }

    @Override
    public ImperativeAggregate withNewMutableAggBufferOffset(int offset) {
        return new RowTallying(children, words, offset, inputAggBufferOffset);
    }

    @Override
    public int inputAggBufferOffset() {
        return inputAggBufferOffset;
    }

    @Override
    public ImperativeAggregate withNewInputAggBufferOffset(int offset) {
        return new RowTallying(children, words, mutableAggBufferOffset, offset);
    }

    @Override
    public int productArity() {
        return 4;
    }

    @Override
    public Object productElement(int index) {
        return switch (index) {
            case 0 -> children;
            case 1 -> words;
            case 2 -> mutableAggBufferOffset;
            case 3 -> inputAggBufferOffset;
            default -> throw new IndexOutOfBoundsException(index);
        };
    }

    @Override
    public boolean canEqual(Object other) {
        return other instanceof RowTallying;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RowTallying tallying
                && children.equals(tallying.children)
                && words == tallying.words
                && mutableAggBufferOffset == tallying.mutableAggBufferOffset
                && inputAggBufferOffset == tallying.inputAggBufferOffset;
    }

    @Override
    public int hashCode() {
        return Objects.hash(children, words, mutableAggBufferOffset, inputAggBufferOffset);
    }
}
