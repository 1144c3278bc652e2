package org.hotline12345.attachment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** The object store against an S3-compatible server that runs as a process of its own; with the other real servers of the profile mysql. */
@EnabledIfSystemProperty(named = "hotline.it.database", matches = "mysql")
class ObjectStoreIT {

    private static final String HASH = "cd".repeat(32);
    private static Process server;
    private static AttachmentSettings.S3 settings;

    @TempDir
    Path place;

    @BeforeAll
    static void aServerWithABucket() throws IOException, InterruptedException {
        Path work = Files.createDirectories(Path.of(System.getProperty("hotline.it.work", "target/it")));
        int port = freePort();
        server = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m", "-jar",
                System.getProperty("hotline.it.s3"), "--com.adobe.testing.s3mock.httpPort=" + port, "--server.port=" + freePort())
                .redirectErrorStream(true).redirectOutput(work.resolve("object-store.log").toFile()).start();
        settings = new AttachmentSettings.S3("attachments", "http://127.0.0.1:" + port, "us-east-1", "key", "secret", true);
        long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
        try (S3Client client = S3Client.builder().endpointOverride(URI.create(settings.endpoint())).region(Region.US_EAST_1)
                .forcePathStyle(true).httpClientBuilder(UrlConnectionHttpClient.builder())
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret"))).build()) {
            while (!created(client)) {
                assertThat(server.isAlive() && System.nanoTime() < giveUp).as("the object store starts").isTrue();
                TimeUnit.MILLISECONDS.sleep(200);
            }
        }
    }

    private static boolean created(S3Client client) {
        try {
            client.createBucket(bucket -> bucket.bucket(settings.bucket()));
            return true;
        } catch (SdkException notYet) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @AfterAll
    static void nothingGoesOnRunning() throws InterruptedException {
        server.destroy();
        server.waitFor(30, TimeUnit.SECONDS);
    }

    @Test
    void aBucketKeepsGivesFromAnywhereListsAndForgets() throws IOException {
        try (ObjectStore store = new ObjectStore(settings)) {
            Path content = Files.writeString(place.resolve("content"), "0123456789");
            assertThat(store.hashes()).isEmpty();
            store.keep(HASH, content);
            store.keep(HASH, content);
            assertThat(store.hashes()).isEqualTo(List.of(HASH));
            for (int from : new int[] {0, 4, 9}) {
                try (InputStream in = store.read(HASH, from)) {
                    assertThat(in.readAllBytes()).isEqualTo("0123456789".substring(from).getBytes(StandardCharsets.US_ASCII));
                }
            }
            store.forget(HASH);
            store.forget(HASH);
            assertThat(store.hashes()).isEmpty();
            assertThatThrownBy(() -> store.read(HASH, 0)).isInstanceOf(NoSuchFileException.class);
        }
    }

    @Test
    void aLargeFileArrivesWholeAndAStoreThatIsGoneIsAnOrdinaryFailure() throws IOException {
        byte[] video = new byte[12 << 20];
        new java.util.Random(1).nextBytes(video);
        Path content = Files.write(place.resolve("video"), video);
        try (ObjectStore store = new ObjectStore(settings)) {
            store.keep("ef".repeat(32), content);
            try (InputStream in = store.read("ef".repeat(32), 0)) {
                assertThat(in.readAllBytes()).isEqualTo(video);
            }
            store.forget("ef".repeat(32));
        }
        try (ObjectStore nowhere = new ObjectStore(new AttachmentSettings.S3("attachments", "http://127.0.0.1:1", "us-east-1", "key", "secret", true))) {
            assertThatThrownBy(() -> nowhere.keep(HASH, content)).isInstanceOf(IOException.class);
            assertThatThrownBy(() -> nowhere.read(HASH, 0)).isInstanceOf(IOException.class);
        }
    }
}
