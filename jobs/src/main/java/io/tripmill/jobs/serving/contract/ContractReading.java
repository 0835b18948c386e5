package io.tripmill.jobs.serving.contract;

import io.tripmill.geo.H3Cells;
import io.tripmill.jobs.serving.privacy.Rotation;
import io.tripmill.jobs.serving.privacy.Suppression;
import io.tripmill.jobs.serving.privacy.TimeGrain;
import java.io.StringReader;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Reads the text of a contract. */
final class ContractReading {
    private final Node root;
    private final List<ContractProblem> problems = new ArrayList<>();

    ContractReading(String yaml) {
        root = compose(yaml);
    }

    private static Node compose(String yaml) {
        try {
            Node node = new Yaml(new LoaderOptions()).compose(new StringReader(yaml));
            if (node == null) {
                throw new InvalidContract(List.of(new ContractProblem(1, "the contract is empty")));
            }
            return node;
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
            throw new InvalidContract(List.of(new ContractProblem(line, "this is not YAML: " + e.getProblem())));
        } catch (YAMLException e) {
            // Characters that no YAML has, and more nesting or aliases than a contract can need.
            String sentence = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
            throw new InvalidContract(List.of(new ContractProblem(1, "this can't be read as YAML: " + sentence)));
        }
    }

    Contract read() {
        problems.addAll(JsonSchema.problemsOf(root));
        refuseProblems();
        Map<String, Node> fields = fields(root);
        int level = Integer.parseInt(text(fields, "level").orElseThrow());
        Contract contract = new Contract(
                text(fields, "consumer").orElseThrow(),
                Integer.parseInt(text(fields, "version").orElseThrow()),
                text(fields, "starts").map(LocalDate::parse),
                LocalDate.parse(text(fields, "expires").orElseThrow()),
                areas((SequenceNode) field(fields, "areas"), level),
                Contract.Period.valueOf(text(fields, "period").orElseThrow().toUpperCase(Locale.ROOT)),
                level,
                text(fields, "k").map(Integer::valueOf).orElse(Suppression.DEFAULT_K),
                text(fields, "csv_formulas")
                        .map(ContractReading::constant)
                        .map(Contract.Formulas::valueOf)
                        .orElse(Contract.Formulas.KEEP),
                grants(fields(field(fields, "products"))));
        if (contract.starts().filter(contract.expires()::isBefore).isPresent()) {
            problem(field(fields, "expires"), "expires is before starts");
        }
        if (contract.grants().containsKey(Product.TRIPS) && contract.grants().size() > 1) {
            problem(
                    field(fields, "products"),
                    "trips tells of each trip, so counts beside it would tell those that are hidden; grant one or the other");
        }
        contract.grants().keySet().stream()
                .filter(Product::isOfCounts)
                .forEach(product -> refuseCountsOfNothing(contract, product, field(fields, "products")));
        refuseProblems();
        return contract;
    }

    /** Nobody could tell such counts apart, so nobody could look into what follows from them. */
    private void refuseCountsOfNothing(Contract contract, Product product, Node products) {
        List<String> needed = new ArrayList<>(product.cellColumns());
        if (contract.period() == Contract.Period.HOUR) {
            needed.add(0, "period_start");
        }
        needed.removeAll(contract.columns(product));
        if (!needed.isEmpty()) {
            problem(
                    field(fields(field(fields(products), product.id())), "columns"),
                    "a count of " + product.id() + " says nothing without " + String.join(", ", needed) + "; grant "
                            + (needed.size() == 1 ? "it" : "them") + " too");
        }
    }

    private Set<String> areas(SequenceNode list, int level) {
        Set<String> areas = new HashSet<>();
        for (Node item : list.getValue()) {
            String area = ((ScalarNode) item).getValue();
            if (!H3Cells.isCell(area)) {
                problem(item, "'" + area + "' is no H3 cell");
            } else if (H3Cells.resolution(area) > level) {
                problem(item, "area " + area + " is finer than level " + level);
            } else {
                areas.add(area);
            }
        }
        return areas;
    }

    private Map<Product, Contract.Grant> grants(Map<String, Node> products) {
        Map<Product, Contract.Grant> grants = new EnumMap<>(Product.class);
        for (Map.Entry<String, Node> entry : products.entrySet()) {
            Map<String, Node> fields = fields(entry.getValue());
            List<String> columns = new ArrayList<>();
            for (Node column : ((SequenceNode) field(fields, "columns")).getValue()) {
                String name = ((ScalarNode) column).getValue();
                if (columns.contains(name)) {
                    problem(column, "column " + name + " is granted twice");
                }
                columns.add(name);
            }
            Product product = Product.named(entry.getKey()).orElseThrow();
            boolean isMap = text(fields, "format").filter("geojson"::equals).isPresent();
            if (isMap && !product.isOfCounts() && !columns.containsAll(product.cellColumns())) {
                problem(
                        field(fields, "format"),
                        "geojson shows the cells, so " + String.join(", ", product.cellColumns()) + " must be granted");
            }
            grants.put(
                    product,
                    new Contract.Grant(
                            columns,
                            Contract.Format.valueOf(
                                    constant(text(fields, "format").orElseThrow())),
                            product == Product.TRIPS
                                    ? Optional.of(trips(entry.getValue(), columns))
                                    : Optional.empty()));
        }
        return grants;
    }

    private TripTerms trips(Node node, List<String> columns) {
        Map<String, Node> fields = fields(node);
        Optional<String> trim = text(fields, "trim_m");
        if (columns.contains("line") && trim.isEmpty()) {
            problem(
                    field(fields, "columns"),
                    "line shows where trips start and end, so trim_m must say how much of it is taken off");
        }
        return new TripTerms(
                TimeGrain.valueOf(constant(text(fields, "time_grain").orElseThrow())),
                text(fields, "rotation")
                        .map(ContractReading::constant)
                        .map(Rotation::valueOf)
                        .orElse(Rotation.DAY),
                trim.map(Integer::valueOf).map(OptionalInt::of).orElse(OptionalInt.empty()));
    }

    private static String constant(String text) {
        return text.toUpperCase(Locale.ROOT);
    }

    private static Map<String, Node> fields(Node mapping) {
        Map<String, Node> fields = new LinkedHashMap<>();
        for (NodeTuple entry : ((MappingNode) mapping).getValue()) {
            fields.put(((ScalarNode) entry.getKeyNode()).getValue(), entry.getValueNode());
        }
        return fields;
    }

    private static Node field(Map<String, Node> fields, String name) {
        return Optional.ofNullable(fields.get(name)).orElseThrow();
    }

    private static Optional<String> text(Map<String, Node> fields, String name) {
        return Optional.ofNullable(fields.get(name)).map(node -> ((ScalarNode) node).getValue());
    }

    private void problem(Node node, String sentence) {
        problems.add(new ContractProblem(node.getStartMark().getLine() + 1, sentence));
    }

    private void refuseProblems() {
        if (!problems.isEmpty()) {
            throw new InvalidContract(List.copyOf(problems));
        }
    }
}
