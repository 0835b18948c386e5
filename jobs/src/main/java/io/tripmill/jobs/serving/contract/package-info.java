/**
 * What a consumer is given: a YAML file, checked against the JSON schema that the jar publishes, then by what no schema can say.
 *
 * <pre>
 * text -> YAML nodes with their lines -> JsonSchema -> ContractReading -> Contract
 * </pre>
 */
package io.tripmill.jobs.serving.contract;
