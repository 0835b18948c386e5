package io.tripmill.landing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * The lines of a UTF-8 text, ended by LF or CRLF; a byte order mark at the beginning is dropped. Memory is bounded whatever the
 * text is: of a line longer than {@link #LONGEST_BYTES} only the beginning is kept and the rest is skipped.
 */
final class TextLines implements Closeable {
    /** No record of telemetry comes near to this; a file without line breaks passes it at once. */
    static final int LONGEST_BYTES = 256 * 1024;

    /** What is kept of a line that is too long: enough to recognise it. */
    static final int KEPT_CHARACTERS = 4096;

    private static final RecordProblem NOT_UTF_8 =
            new RecordProblem(RecordProblem.Kind.INVALID_ENCODING, "holds bytes that are not UTF-8");

    private final InputStream in;
    private final byte[] buffer = new byte[64 * 1024];
    private int start;
    private int end;
    private long number;

    /** The part of the current line that earlier buffers held, {@code keptLength} bytes of it. */
    private byte[] kept = new byte[1024];

    private int keptLength;
    private byte lastByte;

    TextLines(InputStream in) {
        this.in = in;
    }

    /** The next line; empty at the end of the text. */
    Optional<TextLine> next() throws IOException {
        keptLength = 0;
        long lengthBytes = 0;
        while (true) {
            if (start == end && !fill()) {
                return lengthBytes == 0 ? Optional.empty() : Optional.of(lineOfKept(lengthBytes, ""));
            }
            int lineFeed = lineFeed();
            if (lineFeed < end && lengthBytes == 0) {
                return Optional.of(lineInBuffer(lineFeed));
            }
            if (lineFeed > start) {
                lengthBytes += lineFeed - start;
                lastByte = buffer[lineFeed - 1];
                keep(lineFeed - start);
                start = lineFeed;
            }
            if (lineFeed < end) {
                start++;
                return Optional.of(lineOfKept(lengthBytes, "\n"));
            }
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private boolean fill() throws IOException {
        start = 0;
        end = 0;
        int read = in.read(buffer, 0, buffer.length);
        while (read == 0) {
            read = in.read(buffer, 0, buffer.length);
        }
        end = Math.max(read, 0);
        return read > 0;
    }

    /** Where the next line feed stands in the buffer; its end if there is none. */
    private int lineFeed() {
        int i = start;
        while (i < end && buffer[i] != '\n') {
            i++;
        }
        return i;
    }

    private void keep(int length) {
        int wanted = Math.min(length, LONGEST_BYTES - keptLength);
        if (wanted <= 0) {
            return;
        }
        if (keptLength + wanted > kept.length) {
            kept = Arrays.copyOf(kept, Math.max(keptLength + wanted, 2 * kept.length));
        }
        System.arraycopy(buffer, start, kept, keptLength, wanted);
        keptLength += wanted;
    }

    private TextLine lineInBuffer(int lineFeed) {
        int from = start;
        start = lineFeed + 1;
        boolean crlf = lineFeed > from && buffer[lineFeed - 1] == '\r';
        return line(buffer, from, lineFeed - from - (crlf ? 1 : 0), crlf ? "\r\n" : "\n");
    }

    private TextLine lineOfKept(long lengthBytes, String lineBreak) {
        boolean crlf = !lineBreak.isEmpty() && lengthBytes > 0 && lastByte == '\r';
        long withoutBreak = lengthBytes - (crlf ? 1 : 0);
        if (withoutBreak > LONGEST_BYTES) {
            return tooLong(withoutBreak, lineBreak);
        }
        return line(kept, 0, (int) withoutBreak, crlf ? "\r\n" : lineBreak);
    }

    private TextLine line(byte[] bytes, int from, int length, String lineBreak) {
        number++;
        String text = withoutMark(new String(bytes, from, length, UTF_8));
        boolean isUtf8 = text.indexOf('\uFFFD') < 0 || isUtf8(bytes, from, length);
        return new TextLine(number, text, lineBreak, length, isUtf8 ? Optional.empty() : Optional.of(NOT_UTF_8));
    }

    private TextLine tooLong(long lengthBytes, String lineBreak) {
        number++;
        // A character has at most four bytes.
        String beginning = withoutMark(new String(kept, 0, 4 * KEPT_CHARACTERS, UTF_8));
        String text = Shortening.cut(beginning, KEPT_CHARACTERS);
        String message = String.format(
                Locale.ROOT, "is %d bytes long, more than the %d that a record may have", lengthBytes, LONGEST_BYTES);
        RecordProblem problem = new RecordProblem(RecordProblem.Kind.RECORD_TOO_LONG, message);
        return new TextLine(number, text, lineBreak, lengthBytes, Optional.of(problem));
    }

    private String withoutMark(String text) {
        return number == 1 && text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    /** Whether the bytes are UTF-8 throughout: a replacement character may also stand in the file as such. */
    private static boolean isUtf8(byte[] bytes, int from, int length) {
        try {
            UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, from, length));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
