package io.tripmill.landing;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Locale;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.compress.CodecPool;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.hadoop.io.compress.Decompressor;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.hadoop.CodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.jspecify.annotations.Nullable;

/**
 * Parquet's codecs, but for a page whose header claims more bytes than the page holds: Parquet's own reader then waits for the rest
 * for ever (seen with one flipped bit in a header, which no checksum covers), or allocates all that is claimed.
 */
final class PageCodecs extends CodecFactory {

    PageCodecs(Configuration hadoop) {
        super(hadoop, 0);
    }

    @Override
    protected BytesDecompressor createDecompressor(CompressionCodecName name) {
        CompressionCodec codec = getCodec(name);
        return codec == null ? super.createDecompressor(name) : new WholePages(codec);
    }

    private static final class WholePages extends BytesDecompressor {
        private final CompressionCodec codec;
        private final @Nullable Decompressor decompressor;

        WholePages(CompressionCodec codec) {
            this.codec = codec;
            this.decompressor = CodecPool.getDecompressor(codec);
        }

        @Override
        public BytesInput decompress(BytesInput compressed, int claimedBytes) throws IOException {
            if (decompressor != null) {
                decompressor.reset();
            }
            try (InputStream in = codec.createInputStream(compressed.toInputStream(), decompressor)) {
                return BytesInput.from(readWhole(in, claimedBytes));
            }
        }

        @Override
        public void decompress(ByteBuffer compressed, int compressedBytes, ByteBuffer page, int claimedBytes)
                throws IOException {
            page.put(decompress(BytesInput.from(compressed), claimedBytes).toByteBuffer());
        }

        @Override
        public void release() {
            if (decompressor != null) {
                CodecPool.returnDecompressor(decompressor);
            }
        }

        private static byte[] readWhole(InputStream in, int claimedBytes) throws IOException {
            ByteArrayOutputStream page = new ByteArrayOutputStream();
            byte[] piece = new byte[64 * 1024];
            while (page.size() < claimedBytes) {
                int read = in.read(piece, 0, Math.min(piece.length, claimedBytes - page.size()));
                if (read <= 0) {
                    throw new EOFException(String.format(
                            Locale.ROOT,
                            "a page holds %d bytes where its header claims %d",
                            page.size(),
                            claimedBytes));
                }
                page.write(piece, 0, read);
            }
            return page.toByteArray();
        }
    }
}
