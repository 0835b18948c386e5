package io.tripmill.quality.plan;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.spark.sql.catalyst.analysis.UnresolvedFunction;
import org.apache.spark.sql.catalyst.analysis.UnresolvedRelation;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.PlanExpression;
import org.apache.spark.sql.catalyst.parser.CatalystSqlParser;
import org.apache.spark.sql.catalyst.plans.logical.Command;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.UnresolvedWith;
import org.apache.spark.sql.catalyst.trees.TreeNode;
import scala.Product;

/** Refuses SQL that does more than read the datasets it is given. Looks at the parsed text; nothing is looked up or run. */
public final class ReadOnlySql {
    /** What a query is made of; all else, such as a script, another version of a table or a name computed from text, is refused. */
    private static final Set<String> PARTS = Set.of(
            "Aggregate",
            "CTERelationDef",
            "CTERelationRef",
            "Deduplicate",
            "Distinct",
            "Except",
            "Filter",
            "Generate",
            "GlobalLimit",
            "Intersect",
            "Join",
            "LateralJoin",
            "LocalLimit",
            "Offset",
            "OneRowRelation",
            "Pivot",
            "Project",
            "RebalancePartitions",
            "Repartition",
            "RepartitionByExpression",
            "Sort",
            "SubqueryAlias",
            "Union",
            "UnresolvedHaving",
            "UnresolvedHint",
            "UnresolvedRelation",
            "UnresolvedSubqueryColumnAliases",
            "UnresolvedWith",
            "Unpivot",
            "Window",
            "WithCTE",
            "WithWindowDefinition");

    /** They run code by name, or tell of the machine, its files and its user. */
    private static final Set<String> REACHING_OUT = Set.of(
            "java_method",
            "reflect",
            "try_reflect",
            "input_file_name",
            "input_file_block_start",
            "input_file_block_length",
            "current_user",
            "user",
            "session_user",
            "current_catalog",
            "current_database",
            "current_schema",
            "version");

    /** Asked twice, they answer twice; what a rule says of rows would not be what it says of the dataset. */
    private static final Set<String> CLOCKS_AND_DICE = Set.of(
            "now",
            "curdate",
            "current_date",
            "current_time",
            "current_timestamp",
            "localtimestamp",
            "rand",
            "randn",
            "random",
            "randstr",
            "uniform",
            "uuid",
            "shuffle",
            "monotonically_increasing_id",
            "spark_partition_id");

    private final Set<String> aliases = new HashSet<>();
    private final boolean mayAskTheClock;

    private ReadOnlySql(Set<String> aliases, boolean mayAskTheClock) {
        this.mayAskTheClock = mayAskTheClock;
        aliases.forEach(alias -> this.aliases.add(alias.toLowerCase(Locale.ROOT)));
    }

    /**
     * Looks at a query.
     *
     * @param aliases what it may read
     * @throws Refusal if it is no single SELECT, or reads anything else
     */
    static void checkQuery(String sql, Set<String> aliases) {
        LogicalPlan plan;
        try {
            plan = new CatalystSqlParser().parsePlan(sql);
        } catch (Exception e) {
            throw new Refusal("the query is not one SELECT: " + Refusal.firstLine(e), e);
        }
        ReadOnlySql reading = new ReadOnlySql(aliases, false);
        reading.collectNames(plan);
        reading.check(plan);
    }

    /**
     * Looks at a condition on one row.
     *
     * @throws Refusal if it is none, or holds a query of its own
     */
    static void checkCondition(String sql) {
        checkCondition(sql, false);
    }

    /**
     * Looks at a condition that selects rows once, so that it may ask for the time.
     *
     * @throws Refusal if it is none, holds a query of its own, or reaches beyond the row
     */
    public static void checkSelection(String sql) {
        checkCondition(sql, true);
    }

    private static void checkCondition(String sql, boolean mayAskTheClock) {
        Expression condition;
        try {
            // By itself first: what closes a bracket that it did not open would be another condition in brackets.
            new CatalystSqlParser().parseExpression(sql);
            condition = new CatalystSqlParser().parseExpression(inBrackets(sql));
        } catch (Exception e) {
            throw new Refusal("the condition " + sql + " is no SQL: " + Refusal.firstLine(e), e);
        }
        new ReadOnlySql(Set.of(), mayAskTheClock).check(condition);
    }

    /** A condition that stands for itself, whatever follows it and however it ends. */
    static String inBrackets(String sql) {
        return "(" + sql + "\n)";
    }

    /** The names that the query itself gives, by WITH. */
    private void collectNames(TreeNode<?> node) {
        if (node instanceof UnresolvedWith with) {
            // A pair in Spark 3 and a triple in Spark 4; the name is its first part in both.
            for (Product relation : listOf(with.cteRelations(), Product.class)) {
                aliases.add(String.valueOf(relation.productElement(0)).toLowerCase(Locale.ROOT));
            }
        }
        below(node).forEach(this::collectNames);
    }

    private void check(TreeNode<?> node) {
        if (node instanceof Command) {
            throw new Refusal("the query is not one SELECT");
        }
        if (node instanceof UnresolvedRelation relation) {
            List<String> name = listOf(relation.multipartIdentifier(), String.class);
            if (name.size() != 1 || !aliases.contains(name.get(0).toLowerCase(Locale.ROOT))) {
                throw new Refusal("the query reads " + String.join(".", name) + ", which is none of its datasets");
            }
        }
        if (node instanceof UnresolvedFunction function) {
            List<String> name = listOf(function.nameParts(), String.class);
            String last = name.get(name.size() - 1).toLowerCase(Locale.ROOT);
            if (REACHING_OUT.contains(last)) {
                throw new Refusal("the function " + String.join(".", name) + " reaches beyond the data");
            }
            if (!mayAskTheClock && CLOCKS_AND_DICE.contains(last)) {
                throw dice(String.join(".", name));
            }
        }
        String kind = node.getClass().getSimpleName();
        if (kind.matches("Current(User|Catalog|Database)")) {
            throw new Refusal(node.nodeName() + " reaches beyond the data");
        }
        if (!mayAskTheClock && kind.matches("Current(Date|Time|Timestamp|TimestampLike)|Now|LocalTimestamp")) {
            throw dice(node.nodeName());
        }
        if (kind.matches("UnresolvedInlineTable|LocalRelation|UnresolvedTableValuedFunction|Range")) {
            throw new Refusal("the query reads rows that are in none of its datasets");
        }
        if (kind.equals("Sample")) {
            throw dice("TABLESAMPLE");
        }
        if (kind.contains("UnresolvedIdentifier")) {
            throw new Refusal("IDENTIFIER makes a name of a text; write the name itself");
        }
        if (node instanceof LogicalPlan && !PARTS.contains(kind)) {
            throw new Refusal("the query does more than select: " + node.nodeName());
        }
        if (node instanceof PlanExpression && aliases.isEmpty()) {
            throw new Refusal("a condition on a row holds no query");
        }
        below(node).forEach(this::check);
    }

    private static Refusal dice(String asked) {
        return new Refusal(
                asked + " has another answer each time; write the value itself, or ask for now() in the rule");
    }

    private static List<TreeNode<?>> below(TreeNode<?> node) {
        List<TreeNode<?>> below = new ArrayList<>();
        addAll(below, node.children());
        addAll(below, node.innerChildren());
        if (node instanceof LogicalPlan plan) {
            addAll(below, plan.expressions());
        }
        if (node instanceof PlanExpression<?> query) {
            below.add(query.plan());
        }
        return below;
    }

    private static void addAll(List<TreeNode<?>> list, scala.collection.Seq<?> nodes) {
        for (TreeNode<?> node : listOf(nodes, TreeNode.class)) {
            list.add(node);
        }
    }

    private static <T> List<T> listOf(scala.collection.Seq<?> seq, Class<T> type) {
        List<T> list = new ArrayList<>();
        for (int i = 0; i < seq.size(); i++) {
            list.add(type.cast(seq.apply(i)));
        }
        return list;
    }
}
