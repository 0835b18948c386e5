package io.tripmill.run;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** A terminal whose last line may be a passing one: whatever else is printed takes its place. */
public final class LiveStream extends PrintStream {
    private final Live live;

    private LiveStream(Live live) {
        super(live, true, StandardCharsets.UTF_8);
        this.live = live;
    }

    /**
     * A terminal.
     *
     * @param columns that fit into a line
     */
    public static LiveStream of(OutputStream terminal, int columns) {
        return new LiveStream(new Live(terminal, columns));
    }

    /** A stream that is read on the same terminal: what is printed there removes the passing line, too. */
    public PrintStream beside(OutputStream other) {
        return new PrintStream(new Beside(live, other), true, StandardCharsets.UTF_8);
    }

    /** Shows this as the passing line, cut where the terminal ends. */
    void show(String line) {
        live.show(line);
    }

    private static final class Live extends OutputStream {
        /** Back to the line's beginning, and all of it removed. */
        private static final byte[] REMOVE = "\r\u001b[2K".getBytes(StandardCharsets.US_ASCII);

        private final OutputStream terminal;
        private final int columns;
        private boolean isShown;
        private boolean isAtBeginning = true;

        Live(OutputStream terminal, int columns) {
            this.terminal = terminal;
            this.columns = columns;
        }

        synchronized void show(String line) {
            if (!isAtBeginning) {
                return;
            }
            // A line that fills the last column wraps on some terminals, and could not be removed.
            String cut = line.length() < columns ? line : line.substring(0, Math.max(0, columns - 1));
            try {
                remove();
                terminal.write(cut.getBytes(StandardCharsets.UTF_8));
                terminal.flush();
                isShown = true;
            } catch (IOException e) {
                // As every PrintStream does: a terminal that is closed must not end the run.
                isShown = false;
            }
        }

        /** Makes room for what is written to another stream that is read on the same terminal. */
        synchronized void makeRoom(byte last) throws IOException {
            remove();
            flush();
            isAtBeginning = last == '\n';
        }

        synchronized void remove() throws IOException {
            if (isShown) {
                terminal.write(REMOVE);
                isShown = false;
            }
        }

        @Override
        public synchronized void write(int value) throws IOException {
            remove();
            terminal.write(value);
            isAtBeginning = value == '\n';
        }

        @Override
        public synchronized void write(byte[] bytes, int offset, int length) throws IOException {
            if (length > 0) {
                remove();
                terminal.write(bytes, offset, length);
                isAtBeginning = bytes[offset + length - 1] == '\n';
            }
        }

        @Override
        public synchronized void flush() throws IOException {
            terminal.flush();
        }
    }

    private static final class Beside extends OutputStream {
        private final Live live;
        private final OutputStream other;

        Beside(Live live, OutputStream other) {
            this.live = live;
            this.other = other;
        }

        @Override
        public void write(int value) throws IOException {
            write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            if (length > 0) {
                synchronized (live) {
                    live.makeRoom(bytes[offset + length - 1]);
                    other.write(bytes, offset, length);
                    other.flush();
                }
            }
        }

        @Override
        public void flush() throws IOException {
            other.flush();
        }
    }
}
