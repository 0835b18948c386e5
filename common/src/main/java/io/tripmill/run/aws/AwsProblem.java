package io.tripmill.run.aws;

import io.tripmill.run.Causes;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * What AWS said, for the one who has to act.
 *
 * @param sentence what is wrong, with a full stop
 * @param remedy what to do, without a full stop
 */
public record AwsProblem(String sentence, String remedy) {

    public static AwsProblem of(SdkException thrown) {
        if (!(thrown instanceof AwsServiceException refused)) {
            // Where it looked for credentials takes the SDK a page to tell.
            String said = Causes.sentence(thrown).replaceFirst(" from any of the providers .*", ".");
            return new AwsProblem(
                    "AWS could not be asked: " + said,
                    "Check the credentials, the region (AWS_REGION) and the network");
        }
        AwsErrorDetails details = refused.awsErrorDetails();
        String code = details == null || details.errorCode() == null
                ? "HTTP status " + refused.statusCode()
                : details.errorCode();
        String said = details == null || details.errorMessage() == null
                ? "no reason given."
                : sentence(details.errorMessage());
        return new AwsProblem("AWS answered " + code + ": " + said, remedy(refused, code));
    }

    private static String remedy(AwsServiceException refused, String code) {
        if (code.contains("Expired")) {
            return "Renew the credentials";
        }
        if (code.contains("AccessDenied") || refused.statusCode() == 403) {
            return "Give the role or user what it lacks";
        }
        if (refused.isThrottlingException()) {
            return "Wait until fewer calls are made";
        }
        return "Correct what AWS names";
    }

    private static String sentence(String message) {
        String line = message.strip();
        return line.endsWith(".") ? line : line + ".";
    }
}
