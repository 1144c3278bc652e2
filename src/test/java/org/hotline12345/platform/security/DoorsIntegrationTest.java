package org.hotline12345.platform.security;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = {
        "spring.datasource.url=jdbc:h2:mem:doors;DB_CLOSE_DELAY=-1", "hotline.security.secure-cookies=false"})
@org.springframework.test.context.ActiveProfiles("demo")
class DoorsIntegrationTest {
    @Test
    void starts() {}
}
