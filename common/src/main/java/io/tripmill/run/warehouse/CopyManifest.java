package io.tripmill.run.warehouse;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** The list of files that COPY of Redshift reads: each is mandatory, and has its length, which Redshift asks for with Parquet. */
final class CopyManifest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private CopyManifest() {}

    /**
     * The manifest as JSON.
     *
     * @param lengths bytes by URI of the file; Hadoop's names for S3 become Redshift's
     */
    static String of(Map<String, Long> lengths) {
        ObjectNode manifest = JSON.createObjectNode();
        ArrayNode entries = manifest.putArray("entries");
        lengths.forEach((uri, bytes) -> entries.addObject()
                .put("url", uri.replaceFirst("^s3[an]:", "s3:"))
                .put("mandatory", true)
                .putObject("meta")
                .put("content_length", bytes));
        return manifest + "\n";
    }
}
