package io.tripmill.jobs.serving;

import static java.util.Objects.requireNonNull;

import io.tripmill.job.ErrorCode;
import io.tripmill.job.Location;
import io.tripmill.job.RunFailure;
import io.tripmill.jobs.serving.contract.Contract;
import io.tripmill.jobs.serving.contract.Product;
import java.time.LocalDate;

/** What a contract says to a delivery; whatever it does not grant is refused. */
record ContractTerms(Contract contract, Location file) {
    ContractTerms {
        requireNonNull(contract, "contract");
        requireNonNull(file, "file");
    }

    void refuseUnlessGranted(String consumer, Product product) {
        if (!contract.consumer().equals(consumer)) {
            throw refusal(
                    "is with " + contract.consumer() + ", not with " + consumer, "Name the contract of " + consumer);
        }
        if (!contract.grants().containsKey(product)) {
            throw refusal("does not grant " + product.id() + " to " + consumer, "Agree on it, or leave it");
        }
    }

    /** Refuses a service date outside the contract, and a delivery made after it has expired. */
    void refuseUnlessCovered(LocalDate serviceDate, LocalDate today) {
        if (serviceDate.isAfter(contract.expires()) || today.isAfter(contract.expires())) {
            throw refusal(
                    "expired on " + contract.expires() + ", before "
                            + (serviceDate.isAfter(today) ? serviceDate : today),
                    "Agree on a longer one");
        }
        contract.starts().filter(serviceDate::isBefore).ifPresent(starts -> {
            throw refusal("starts on " + starts + ", after " + serviceDate, "Agree on an earlier start");
        });
    }

    private RunFailure refusal(String reason, String remedy) {
        return new RunFailure(
                ErrorCode.CONTRACT,
                "The contract '" + file + "' " + reason + ", so nothing was delivered.",
                remedy + ".");
    }
}
