package io.tripmill.run;

import io.tripmill.job.Plan;
import io.tripmill.job.Question;
import java.io.FileNotFoundException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.apache.spark.SparkThrowable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;
import org.jspecify.annotations.Nullable;

/** Answers the questions of a plan, one after the other, and keeps what they are about until the run ends. */
final class Questioning implements AutoCloseable {
    /** What Delta and Spark call it when a version, its change feed or one of its files is not there any more. */
    private static final List<String> MISSING = List.of(
            "DELTA_CHANGE_TABLE_FEED_DISABLED",
            "DELTA_FILE_NOT_FOUND",
            "DELTA_MISSING_CHANGE_DATA",
            "DELTA_TRUNCATED_TRANSACTION_LOG",
            "DELTA_VERSIONS_NOT_CONTIGUOUS",
            "FAILED_READ_FILE.FILE_NOT_EXIST");

    private final Progress progress;
    private final Deque<Dataset<Row>> kept = new ArrayDeque<>();

    Questioning(Progress progress) {
        this.progress = progress;
    }

    /** The plan that follows from all answers. */
    Plan answered(Plan plan) {
        Plan current = plan;
        while (current.question().isPresent()) {
            current = answer(current.question().get()).answering(current);
        }
        return current;
    }

    private Plan answer(Question question) {
        progress.stage(question.sentence());
        kept.push(question.kept().persist(StorageLevel.MEMORY_AND_DISK()));
        List<Row> rows;
        try {
            rows = question.asked().collectAsList();
        } catch (Exception e) {
            return question.unreadable()
                    .flatMap(otherwise -> unreadable(e).map(otherwise))
                    .orElseThrow(() -> Causes.failure(e));
        }
        return question.answered().apply(rows);
    }

    /** What is missing, if something is that retention may have removed. */
    private static Optional<String> unreadable(Exception thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            boolean isMissing = cause instanceof FileNotFoundException
                    || (cause instanceof SparkThrowable spark && isAboutMissingVersions(spark.getErrorClass()));
            if (isMissing) {
                return Optional.of(Causes.sentence(cause));
            }
        }
        return Optional.empty();
    }

    private static boolean isAboutMissingVersions(@Nullable String errorClass) {
        return errorClass != null && MISSING.stream().anyMatch(errorClass::startsWith);
    }

    @Override
    public void close() {
        while (!kept.isEmpty()) {
            kept.pop().unpersist();
        }
    }
}
