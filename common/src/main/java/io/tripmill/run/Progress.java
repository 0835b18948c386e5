package io.tripmill.run;

import java.io.PrintStream;

/** Tells a person what the run is doing. */
@FunctionalInterface
public interface Progress {
    /** Says nothing. */
    Progress SILENT = sentence -> {};

    /** A stage begins; the sentence has no full stop. */
    void stage(String sentence);

    /** Something to know in the midst of a stage, which goes on. */
    default void note(String sentence) {
        stage(sentence);
    }

    /** How far the stage is; called now and then, by a thread of Spark's. */
    default void work(StageWork work) {}

    /** The last stage is over. */
    default void ended() {}

    /** The same, with words before each sentence. */
    default Progress of(String words) {
        Progress all = this;
        return new Progress() {
            @Override
            public void stage(String sentence) {
                all.stage(words + sentence);
            }

            @Override
            public void note(String sentence) {
                all.note(words + sentence);
            }

            @Override
            public void work(StageWork work) {
                all.work(work);
            }

            @Override
            public void ended() {
                all.ended();
            }
        };
    }

    /** A line for each stage, and one that grows where the stream is a terminal; elsewhere one more for each half minute. */
    static Progress to(PrintStream out) {
        return out instanceof LiveStream live
                ? new TerminalProgress(live, System::nanoTime)
                : new LogProgress(out, System::nanoTime);
    }
}
