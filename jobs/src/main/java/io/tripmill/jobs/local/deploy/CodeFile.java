package io.tripmill.jobs.local.deploy;

import io.tripmill.job.ErrorCode;
import io.tripmill.job.RunFailure;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A local file that jobs need on S3.
 *
 * @param uri where it belongs
 * @param sha256 of its bytes, in hexadecimal
 */
record CodeFile(Path file, String uri, long lengthBytes, String sha256) {

    static CodeFile of(Path file, String uri) {
        try (DigestInputStream in =
                new DigestInputStream(Files.newInputStream(file), MessageDigest.getInstance("SHA-256"))) {
            long length = in.transferTo(OutputStream.nullOutputStream());
            return new CodeFile(
                    file,
                    uri,
                    length,
                    HexFormat.of().formatHex(in.getMessageDigest().digest()));
        } catch (IOException e) {
            throw new RunFailure(
                    ErrorCode.INPUT_MISSING,
                    "'" + file + "' can't be read.",
                    "Check that it is there and may be read.",
                    e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
