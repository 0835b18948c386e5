package io.tripmill.jobs.local.deploy;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a deployment is going to do.
 *
 * @param uploads files that are not stored yet, or differ
 * @param kept files that are stored as they are
 */
record DeployPlan(List<CodeFile> uploads, List<CodeFile> kept, List<JobChange> jobs) {

    DeployPlan {
        uploads = List.copyOf(uploads);
        kept = List.copyOf(kept);
        jobs = List.copyOf(jobs);
    }

    static DeployPlan of(List<CodeFile> files, CodeStore store, List<JobChange> jobs) {
        List<CodeFile> uploads = new ArrayList<>();
        List<CodeFile> kept = new ArrayList<>();
        files.forEach(file ->
                (store.sha256(file.uri()).filter(file.sha256()::equals).isPresent() ? kept : uploads).add(file));
        return new DeployPlan(uploads, kept, jobs);
    }

    /** Code first: a definition never names what is not there. */
    void carryOut(CodeStore store, JobRegistry registry) {
        uploads.forEach(store::put);
        for (JobChange change : jobs) {
            if (change instanceof JobChange.Create create) {
                registry.create(create.request());
            } else if (change instanceof JobChange.Update update) {
                registry.update(update.name(), update.definition());
            }
        }
    }

    boolean isEmpty() {
        return uploads.isEmpty() && jobs.stream().allMatch(JobChange.Keep.class::isInstance);
    }

    /** One line each: {@code +} is new, {@code ~} changes, {@code =} stays. */
    void print(PrintStream out) {
        uploads.forEach(
                file -> out.printf(Locale.ROOT, "+ %s (%,d kB)%n", file.uri(), (file.lengthBytes() + 999) / 1000));
        kept.forEach(file -> out.println("= " + file.uri()));
        for (JobChange change : jobs) {
            if (change instanceof JobChange.Update update) {
                out.println("~ job " + update.name());
                update.differences()
                        .forEach(difference -> out.println("    " + difference.field() + ": "
                                + shown(difference.before()) + " -> " + shown(difference.after())));
            } else {
                out.println((change instanceof JobChange.Create ? "+ job " : "= job ") + change.name());
            }
        }
        out.println(summary());
    }

    /** How much there is to do, in a sentence without a full stop. */
    String summary() {
        return isEmpty()
                ? "nothing to do"
                : uploads.size() + " files to upload, " + count(JobChange.Create.class) + " jobs to create, "
                        + count(JobChange.Update.class) + " to change";
    }

    private long count(Class<? extends JobChange> kind) {
        return jobs.stream().filter(kind::isInstance).count();
    }

    private static String shown(String value) {
        return value.isEmpty() ? "(not set)" : value;
    }
}
