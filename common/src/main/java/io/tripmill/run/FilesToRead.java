package io.tripmill.run;

import io.tripmill.job.ErrorCode;
import io.tripmill.job.LandingJob.OnBadFile;
import io.tripmill.job.Location;
import io.tripmill.job.RunFailure;
import io.tripmill.landing.LandedFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The landing files of a run.
 *
 * @param gone files that should be read but are not there, by URI, with the reason
 */
record FilesToRead(List<LandedFile> files, Map<String, String> gone) {
    private static final int MOST_FILES_TOLD = 20;

    FilesToRead {
        files = List.copyOf(files);
    }

    /** Those of the files that were not consumed before. */
    static FilesToRead fresh(List<LandedFile> listed, Set<LandedFile> before) {
        return new FilesToRead(
                listed.stream().filter(file -> !before.contains(file)).toList(), Map.of());
    }

    /** All of these files, as they are now. */
    static FilesToRead again(Storage storage, List<String> uris, OnBadFile onBadFile) {
        List<LandedFile> files = new ArrayList<>();
        Map<String, String> gone = new TreeMap<>();
        for (String uri : uris.stream().sorted().toList()) {
            storage.file(new Location(uri))
                    .map(LandedFile::of)
                    .ifPresentOrElse(files::add, () -> gone.put(uri, "the file is gone."));
        }
        if (!gone.isEmpty() && onBadFile == OnBadFile.FAIL) {
            int more = gone.size() - MOST_FILES_TOLD;
            throw new RunFailure(
                    ErrorCode.INPUT_MISSING,
                    "These landing files hold quarantined records but are gone: "
                            + String.join(
                                    ", ",
                                    gone.keySet().stream()
                                            .limit(MOST_FILES_TOLD)
                                            .toList())
                            + (more > 0 ? " and " + more + " more." : "."),
                    "Put them back, or run with --on-bad-file skip, which leaves their records in quarantine.");
        }
        return new FilesToRead(files, gone);
    }
}
