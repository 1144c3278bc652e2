package org.hotline12345.platform;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Stops a start without its database or keys before anything else happens. Without this an installation that forgot its
 * database would quietly run on an empty one in memory.
 */
@Component
class RequiredSettings implements BeanFactoryPostProcessor, EnvironmentAware {

    private static final int KEY_BYTES = 32;

    private Environment environment;

    @Override
    public void setEnvironment(Environment environment) {
        this.environment = environment;
    }

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
        List<SettingsMissing.Setting> missing = new ArrayList<>();
        if (environment.getProperty("spring.datasource.url", "").isBlank()) {
            missing.add(new SettingsMissing.Setting("SPRING_DATASOURCE_URL",
                    "数据库地址，例如 jdbc:mysql://数据库主机:3306/hotline（另设 SPRING_DATASOURCE_USERNAME、SPRING_DATASOURCE_PASSWORD）。",
                    "URL of the MySQL 8 database, with SPRING_DATASOURCE_USERNAME and SPRING_DATASOURCE_PASSWORD."));
        }
        if (!isKey(environment.getProperty("hotline.identity.key", ""))) {
            missing.add(new SettingsMissing.Setting("HOTLINE_IDENTITY_KEY",
                    "加密群众姓名和电话的密钥：32字节随机数的Base64，例如 openssl rand -base64 32 的输出；请妥善备份，丢失后无法解密。",
                    "Key that seals citizens' names and phones: 32 random bytes in base64, as openssl rand -base64 32 prints. "
                            + "Keep a copy: without it they cannot be read again."));
        }
        if (!missing.isEmpty()) {
            throw new SettingsMissing(missing);
        }
    }

    private static boolean isKey(String text) {
        try {
            return Base64.getDecoder().decode(text.trim()).length == KEY_BYTES;
        } catch (IllegalArgumentException notBase64) {
            return false;
        }
    }
}
