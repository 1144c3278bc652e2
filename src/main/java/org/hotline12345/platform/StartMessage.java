package org.hotline12345.platform;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.context.WebServerApplicationContext;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Tells whoever started the demo where to go and whom to sign in as. */
@Component
@Profile("demo")
class StartMessage {

    private static final Logger LOG = LoggerFactory.getLogger(StartMessage.class);

    @EventListener
    void ready(ApplicationReadyEvent event) {
        if (event.getApplicationContext() instanceof WebServerApplicationContext web && web.getWebServer() != null) {
            LOG.info("\n{}", text("http://localhost:" + web.getWebServer().getPort()));
        }
    }

    static String text(String address) {
        return """
                ------------------------------------------------------------------------
                12345热线演示系统已启动，浏览器访问：
                  %1$s/camunda/app/tasklist/  待办任务（Tasklist）
                  %1$s/camunda/app/cockpit/   流程监控（Cockpit，督办员）
                  %1$s/v3/api-docs            接口说明（OpenAPI）
                账号（密码都是 Hotline@12345）：
                  operator 话务员  dispatcher 派单员  reviewer 复核员  callback 回访员
                  supervisor 督办员  designer 流程设计员  admin 系统管理员
                  clerk-<单位代码> 承办单位，例如 clerk-market-regulation 市市场监督管理局
                Demo: open %1$s/camunda/app/tasklist/ and sign in as dispatcher / Hotline@12345.
                ------------------------------------------------------------------------""".formatted(address);
    }
}
