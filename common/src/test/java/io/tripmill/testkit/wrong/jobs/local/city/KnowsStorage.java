package io.tripmill.testkit.wrong.jobs.local.city;

import java.nio.file.Path;

/** A city is written through an interface of its own. */
record KnowsStorage(Path folder) {}
