package io.tripmill.jobs.serving.contract;

/**
 * Something wrong with a contract.
 *
 * @param line from 1
 * @param sentence without a full stop
 */
public record ContractProblem(int line, String sentence) {
    @Override
    public String toString() {
        return "line " + line + ": " + sentence;
    }
}
