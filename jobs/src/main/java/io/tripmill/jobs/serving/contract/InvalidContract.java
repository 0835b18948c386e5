package io.tripmill.jobs.serving.contract;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** Every problem of a contract, by line. */
public final class InvalidContract extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<ContractProblem> problems;

    InvalidContract(List<ContractProblem> problems) {
        super(problems.stream()
                .sorted(Comparator.comparingInt(ContractProblem::line))
                .map(ContractProblem::toString)
                .collect(Collectors.joining("; ")));
        this.problems = problems.stream()
                .sorted(Comparator.comparingInt(ContractProblem::line))
                .toList();
    }

    public List<ContractProblem> problems() {
        return problems;
    }
}
