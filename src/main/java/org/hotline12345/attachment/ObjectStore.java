package org.hotline12345.attachment;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Keeps contents in a bucket of an S3-compatible store, as the clouds a city uses offer (OBS, OSS, COS, MinIO). */
class ObjectStore implements AttachmentStore, AutoCloseable {

    private final S3Client client;
    private final String bucket;

    ObjectStore(AttachmentSettings.S3 settings) {
        S3ClientBuilder builder = S3Client.builder().httpClientBuilder(UrlConnectionHttpClient.builder())
                .region(Region.of(settings.region())).forcePathStyle(settings.pathStyle())
                // Checksums as trailers are Amazon's own; other stores refuse them.
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED);
        if (!settings.accessKey().isEmpty()) {
            builder.credentialsProvider(StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(settings.accessKey(), settings.secretKey())));
        }
        if (!settings.endpoint().isEmpty()) {
            builder.endpointOverride(URI.create(settings.endpoint()));
        }
        this.client = builder.build();
        this.bucket = settings.bucket();
    }

    @Override
    public void keep(String hash, Path content) throws IOException {
        try {
            client.putObject(put -> put.bucket(bucket).key(hash), content);
        } catch (SdkException e) {
            throw new IOException("the object store did not take " + hash, e);
        }
    }

    @Override
    public InputStream read(String hash, long from) throws IOException {
        try {
            return client.getObject(get -> get.bucket(bucket).key(hash).range(from == 0 ? null : "bytes=" + from + "-"));
        } catch (NoSuchKeyException e) {
            throw new NoSuchFileException(hash);
        } catch (SdkException e) {
            throw new IOException("the object store did not give " + hash, e);
        }
    }

    @Override
    public void forget(String hash) throws IOException {
        try {
            client.deleteObject(delete -> delete.bucket(bucket).key(hash));
        } catch (SdkException e) {
            throw new IOException("the object store did not forget " + hash, e);
        }
    }

    @Override
    public List<String> hashes() throws IOException {
        try {
            return client.listObjectsV2Paginator(list -> list.bucket(bucket)).contents().stream().map(S3Object::key).sorted().toList();
        } catch (SdkException e) {
            throw new IOException("the object store did not list its contents", e);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
