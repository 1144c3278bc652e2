package org.hotline12345.attachment;

import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where files are kept and who looks for viruses in them, from the environment.
 *
 * @param directory where files lie without an object store; every node sees the same one
 * @param scanner {@code host:port} of a ClamAV daemon, or empty for none
 * @param scannerTimeout how long a scan may take before the file waits
 * @param unusedFor how long a file nobody refers to is kept, so that a running upload does not lose its own
 */
@ConfigurationProperties("hotline.attachment")
record AttachmentSettings(
        @DefaultValue("data/attachments") Path directory,
        @DefaultValue("") String scanner,
        @DefaultValue("30s") Duration scannerTimeout,
        @DefaultValue("1h") Duration unusedFor,
        @DefaultValue S3 s3) {

    /**
     * An S3-compatible object store.
     *
     * @param bucket its bucket; empty: files lie in the directory
     * @param endpoint address of the store, empty for Amazon's own
     * @param pathStyle whether the bucket stands in the path instead of the host name
     */
    record S3(
            @DefaultValue("") String bucket,
            @DefaultValue("") String endpoint,
            @DefaultValue("us-east-1") String region,
            @DefaultValue("") String accessKey,
            @DefaultValue("") String secretKey,
            @DefaultValue("true") boolean pathStyle) {

        @Override
        public String toString() {
            return "S3[" + endpoint + "/" + bucket + "]";
        }
    }
}
