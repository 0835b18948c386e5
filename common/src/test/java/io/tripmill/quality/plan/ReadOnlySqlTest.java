package io.tripmill.quality.plan;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** SQL of users reads what it is given and does nothing else. */
class ReadOnlySqlTest {
    private static final Set<String> GIVEN = Set.of("primary", "reference");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT count(*) FROM primary",
                "SELECT p.a FROM primary p JOIN reference r ON p.a = r.a WHERE r.b > 1 ORDER BY 1 LIMIT 5",
                "WITH x AS (SELECT a, count(*) n FROM primary GROUP BY a HAVING n > 1) SELECT sum(n) FROM x",
                "SELECT a FROM primary WHERE a IN (SELECT a FROM reference) EXCEPT SELECT a FROM reference",
                "SELECT a, row_number() OVER w FROM primary WINDOW w AS (PARTITION BY a ORDER BY b)",
                "SELECT DISTINCT e FROM primary LATERAL VIEW explode(list) AS e",
                "SELECT * FROM primary PIVOT (sum(b) FOR a IN (1, 2))",
                "SELECT a FROM primary UNION ALL SELECT a FROM reference",
                "SELECT /*+ BROADCAST(r) */ count(*) FROM primary CROSS JOIN reference r"
            })
    void aSelectOverWhatIsGivenIsRead(String sql) {
        assertThatCode(() -> ReadOnlySql.checkQuery(sql, GIVEN)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DROP TABLE primary",
                "DELETE FROM primary",
                "UPDATE primary SET a = 1",
                "MERGE INTO primary USING reference ON false WHEN NOT MATCHED THEN INSERT *",
                "INSERT INTO primary SELECT * FROM reference",
                "FROM primary INSERT INTO reference SELECT *",
                "CREATE TABLE x AS SELECT * FROM primary",
                "CREATE TEMPORARY VIEW x AS SELECT * FROM primary",
                "CACHE TABLE primary",
                "SET spark.sql.ansi.enabled = false",
                "REFRESH TABLE primary",
                "ADD JAR '/x.jar'",
                "SELECT 1; DROP TABLE primary",
                "VACUUM primary RETAIN 0 HOURS",
                "SELECT * FROM other",
                "SELECT * FROM default.primary",
                "SELECT * FROM delta.`/lake/silver/pings`",
                "SELECT * FROM parquet.`../outside`",
                "SELECT * FROM text.`/etc/passwd`",
                "SELECT * FROM delta.`/lake/silver/pings` VERSION AS OF 0",
                "SELECT * FROM primary TIMESTAMP AS OF '2026-01-01'",
                "SELECT * FROM IDENTIFIER('delta.`/lake`')",
                "SELECT IDENTIFIER('java_method')('java.lang.System', 'exit', 1) FROM primary",
                "SELECT a FROM primary WHERE EXISTS (SELECT * FROM csv.`/etc/passwd`)",
                "SELECT (SELECT max(x) FROM json.`s3://other/x`) FROM primary",
                "WITH other AS (SELECT * FROM orc.`/x`) SELECT * FROM other",
                "SELECT * FROM primary, LATERAL (SELECT * FROM avro.`/x`)",
                "SELECT * FROM read_files('/etc/passwd')",
                "SELECT * FROM range(10)",
                "SELECT * FROM VALUES (1)",
                "SELECT * FROM sql_keywords()",
                "TABLE other",
                "SELECT TRANSFORM(a) USING 'cat /etc/passwd' AS (x STRING) FROM primary",
                "MAP a USING '/bin/sh' AS b FROM primary",
                "SELECT java_method('java.lang.System', 'getenv', 'HOME') FROM primary",
                "SELECT reflect('java.lang.Runtime', 'getRuntime') FROM primary",
                "SELECT Try_Reflect('java.lang.System', 'exit') FROM primary",
                "SELECT system.builtin.java_method('java.lang.System', 'getenv', 'HOME') FROM primary",
                "SELECT transform(list, x -> java_method('java.lang.System', 'getenv', x)) FROM primary",
                "SELECT input_file_name() FROM primary",
                "SELECT current_user() FROM primary",
                "EXPLAIN SELECT * FROM primary",
                "DESCRIBE primary",
                "SHOW TABLES",
                "not SQL at all",
                ""
            })
    void whatDoesMoreIsRefused(String sql) {
        assertThatThrownBy(() -> ReadOnlySql.checkQuery(sql, GIVEN)).isInstanceOf(Refusal.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "speed > 3 AND provider_id IN ('a', 'b')",
                "timestamp > current_timestamp() - INTERVAL 1 DAY",
                "date(timestamp) = current_date",
                "rand() < 0.1"
            })
    void aSelectionMayAskTheClockAndTheDice(String sql) {
        assertThatCode(() -> ReadOnlySql.checkSelection(sql)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "speed > (SELECT max(speed) FROM delta.`/lake/silver/pings`)",
                "EXISTS (SELECT * FROM text.`/etc/passwd`)",
                "device_id IN (SELECT device_id FROM IDENTIFIER('other'))",
                "IDENTIFIER('java_method')('java.lang.System', 'getenv', 'HOME') = ''",
                "java_method('java.lang.System', 'exit', 1) IS NULL",
                "REFLECT('java.lang.Runtime', 'getRuntime') IS NULL",
                "exists(list, x -> try_reflect('java.lang.System', x) IS NULL)",
                "input_file_name() LIKE '%x%'",
                "true) OR (true",
                "true; DROP TABLE pings",
                "true -- \n; SELECT 1",
                ""
            })
    void aSelectionReachesNoFurtherThanItsRow(String sql) {
        assertThatThrownBy(() -> ReadOnlySql.checkSelection(sql)).isInstanceOf(Refusal.class);
    }
}
