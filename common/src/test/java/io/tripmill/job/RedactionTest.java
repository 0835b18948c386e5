package io.tripmill.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {
    private static final String CANARY = "kVq7Lm2Canary";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://h:5432/db?user=u&password=kVq7Lm2Canary&ssl=true",
                "jdbc:redshift://h/db;UID=u;PWD=kVq7Lm2Canary;x=y",
                "postgresql://u:kVq7Lm2Canary@h/db",
                "s3a://AKIA:kVq7Lm2Canary@bucket/lake",
                "https://b.s3.amazonaws.com/k?X-Amz-Credential=kVq7Lm2Canary%2Fx&X-Amz-Signature=kVq7Lm2Canary",
                "https://b/k?AWSAccessKeyId=kVq7Lm2Canary&Signature=kVq7Lm2Canary&Expires=1",
                "fs.s3a.secret.key=kVq7Lm2Canary and fs.s3a.session.token=kVq7Lm2Canary",
                "{\"uri\":\"https://b/k?X-Amz-Security-Token=kVq7Lm2Canary\",\"rows\":3}",
                "--pseudonym-key=kVq7Lm2Canary"
            })
    void aSecretIsMasked(String text) {
        assertThat(Redaction.of(text)).doesNotContain(CANARY).contains(Redaction.MASK);
        assertThat(new RunFailure(ErrorCode.ARGUMENT, "'" + text + "' is wrong.", "Correct it."))
                .hasMessageNotContaining(CANARY)
                .hasMessageEndingWith(" Correct it.");
    }

    @Test
    void whatIsNoSecretStays() {
        String text = "s3://bucket/a=b/date=2026-03-01 password-env PG_PASSWORD user@host a token of 'x' [T-X]";
        assertThat(Redaction.of(text)).isEqualTo(text);
    }

    @Test
    void jsonStaysJson() {
        assertThat(Redaction.of(
                        "{\"jdbc-url\":\"jdbc:x?password=kVq7Lm2Canary\",\"landing\":\"x?token=kVq7Lm2Canary\"}"))
                .isEqualTo("{\"jdbc-url\":\"jdbc:x?password=***\",\"landing\":\"x?token=***\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "spark.hadoop.fs.s3a.secret.key",
                "spark.hadoop.fs.s3a.access.key",
                "spark.hadoop.fs.s3a.session.token",
                "spark.hadoop.javax.jdo.option.ConnectionPassword",
                "jdbc:postgresql://h/db?password=x",
                "https://b/k?X-Amz-Signature=x"
            })
    void theWebPageOfSparkHidesIt(String nameOrValue) {
        assertThat(Pattern.compile(Redaction.SECRET_NAMES).matcher(nameOrValue).find())
                .isTrue();
    }
}
