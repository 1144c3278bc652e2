package org.hotline12345.attachment;

import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Picks the store and the scanner that the environment names. */
@Configuration(proxyBeanMethods = false)
class AttachmentSetup {

    @Bean
    AttachmentStore attachmentStore(AttachmentSettings settings) {
        return settings.s3().bucket().isEmpty() ? new DirectoryStore(settings.directory()) : new ObjectStore(settings.s3());
    }

    @Bean
    @ConditionalOnMissingBean(VirusScanner.class)
    @ConditionalOnExpression("!'${hotline.attachment.scanner:}'.isBlank()")
    VirusScanner clamAv(AttachmentSettings settings) {
        return new ClamAvScanner(settings.scanner(), settings.scannerTimeout());
    }
}
