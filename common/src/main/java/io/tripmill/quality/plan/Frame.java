package io.tripmill.quality.plan;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;

import io.tripmill.quality.QualityOptions;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** The dataset that rules are about, as they may name it: its columns, conditions on its rows, its references, its now. */
record Frame(Dataset<Row> rows, QualityOptions options, Workload workload) {

    /** The column of this name, whose case does not count, as in Spark. */
    Optional<StructField> find(String name) {
        return find(rows, name);
    }

    static Optional<StructField> find(Dataset<Row> rows, String name) {
        List<StructField> fields = Arrays.asList(rows.schema().fields());
        return fields.stream()
                .filter(field -> field.name().equals(name))
                .findFirst()
                .or(() -> fields.stream()
                        .filter(field -> field.name().equalsIgnoreCase(name))
                        .findFirst());
    }

    StructField field(String name) {
        return field(rows, name, "");
    }

    static StructField field(Dataset<Row> rows, String name, String of) {
        StructField field = find(rows, name).orElseThrow(() -> new Refusal("there is no column " + name + of));
        DataType type = field.dataType();
        if (type instanceof StructType || type instanceof ArrayType || type instanceof MapType) {
            throw new Refusal("column " + name + of + " is a " + type.typeName() + "; rules take flat columns");
        }
        return field;
    }

    DataType type(String name) {
        return field(name).dataType();
    }

    Column column(String name) {
        return column(field(name));
    }

    static Column column(StructField field) {
        return col(quoted(field.name()));
    }

    /** A column of numbers, as doubles. */
    Column number(String name) {
        if (!(type(name) instanceof NumericType)) {
            throw new Refusal("column " + name + " is a " + type(name).typeName() + "; the rule takes numbers");
        }
        return column(name).cast("double");
    }

    /** Which rows count; never NULL. */
    Column counted(Optional<String> where) {
        return where.map(sql -> coalesce(condition(sql), lit(false))).orElse(lit(true));
    }

    /** A condition of the user on one row. */
    Column condition(String sql) {
        ReadOnlySql.checkCondition(sql);
        Column condition = expr(ReadOnlySql.inBrackets(sql));
        resolve("the condition " + sql, () -> rows.filter(condition));
        return condition;
    }

    /** A test whose parts Spark may find not to fit the column. */
    Column resolved(Column test) {
        resolve("the rule", () -> rows.select(test));
        return test;
    }

    /** What a planning yields; what Spark has against it is a reason to refuse. */
    static <T> T resolve(String what, Supplier<T> planning) {
        try {
            return planning.get();
        } catch (Exception e) {
            if (e instanceof AnalysisException) {
                throw new Refusal(what + " does not fit the data: " + Refusal.firstLine(e), e);
            }
            throw e;
        }
    }

    /** The moment of the run, in the zone of the session. */
    LocalDateTime now() {
        return options.asOf()
                .map(instant -> LocalDateTime.ofInstant(instant, zone()))
                .orElseThrow(() -> new Refusal("the rule asks for now(); give the evaluation an as-of"));
    }

    ZoneId zone() {
        return ZoneId.of(rows.sparkSession().conf().get("spark.sql.session.timeZone"));
    }

    /** Another dataset. */
    Dataset<Row> reference(String alias) {
        Dataset<Row> reference = options.references().get(alias);
        if (reference == null) {
            throw new Refusal("there is no reference dataset " + alias);
        }
        return reference;
    }

    static String quoted(String name) {
        return "`" + name.replace("`", "``") + "`";
    }
}
