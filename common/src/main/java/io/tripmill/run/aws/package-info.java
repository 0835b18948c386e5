/** How AWS is called: by the SDK's own means of finding credentials, region and endpoint. */
package io.tripmill.run.aws;
