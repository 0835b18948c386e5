package io.tripmill.jobs.serving;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tripmill.jobs.serving.contract.Contract;
import io.tripmill.jobs.serving.contract.Product;
import io.tripmill.jobs.serving.privacy.ProtectedCounts;
import io.tripmill.schema.Table;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.Locale;

/**
 * What a delivered file holds and how to see that it is whole. It is written last, so a delivery with a manifest is complete.
 *
 * @param issue 1, and one more whenever the delivery was made again with other bytes
 * @param source the table that the file was made of
 * @param sourceVersion its version
 * @param file its name, in the folder of the manifest
 */
record DeliveryManifest(
        Contract contract,
        Product product,
        LocalDate serviceDate,
        long issue,
        Table source,
        long sourceVersion,
        String file,
        long rows,
        long bytes,
        String sha256,
        ProductRows content) {
    static final String NAME = "manifest.json";

    private static final ObjectMapper JSON = new ObjectMapper();

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** The manifest as JSON. */
    byte[] toJson() {
        ObjectNode json = JSON.createObjectNode()
                .put("manifest_version", 1)
                .put("consumer", contract.consumer())
                .put("product", product.id())
                .put("service_date", serviceDate.toString())
                .put("issue", issue)
                .put("contract_version", contract.version())
                .put("period", contract.period().name().toLowerCase(Locale.ROOT))
                .put("level", contract.level())
                .put("k", contract.k())
                .put("hidden", ProtectedCounts.HIDDEN);
        json.putObject("as_of").put(source.name(), sourceVersion);
        json.putArray("files")
                .addObject()
                .put("path", file)
                .put("rows", rows)
                .put("bytes", bytes)
                .put("sha256", sha256);
        ArrayNode schema = json.putArray("schema");
        content.columns().forEach(column -> schema.addObject()
                .put("name", column.id())
                .put("type", column.type().id())
                .put("meaning", column.meaning()));
        try {
            return (JSON.writerWithDefaultPrettyPrinter().writeValueAsString(json) + "\n")
                    .getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree can always be written", e);
        }
    }
}
