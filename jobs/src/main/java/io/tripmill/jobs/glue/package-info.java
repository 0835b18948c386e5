/** The jobs as AWS Glue and its schedulers know them: definitions that derive from the declarations. Nothing here calls AWS. */
package io.tripmill.jobs.glue;
