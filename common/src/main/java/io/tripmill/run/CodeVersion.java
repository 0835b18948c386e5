package io.tripmill.run;

import java.util.Optional;

/** The version of Tripmill that runs, from its jar. */
final class CodeVersion {
    static final String CURRENT = Optional.ofNullable(
                    CodeVersion.class.getPackage().getImplementationVersion())
            .orElse("unpackaged");

    private CodeVersion() {}
}
