package org.hotline12345.platform;

import java.util.List;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Settings without which the product must not start, all of them at once. */
class SettingsMissing extends RuntimeException {

    private final transient List<Setting> missing;

    SettingsMissing(List<Setting> missing) {
        super("Missing settings: " + missing.stream().map(Setting::variable).toList());
        this.missing = List.copyOf(missing);
    }

    /** An environment variable, and what to put there in both languages. */
    record Setting(String variable, String chinese, String english) {
    }

    /** Says it at start without a stack trace. */
    static class Analyzer extends AbstractFailureAnalyzer<SettingsMissing> {

        @Override
        protected FailureAnalysis analyze(Throwable root, SettingsMissing cause) {
            StringBuilder what = new StringBuilder();
            for (Setting setting : cause.missing) {
                what.append("\n  ").append(setting.variable()).append("：").append(setting.chinese())
                        .append("\n      ").append(setting.english());
            }
            return new FailureAnalysis("缺少必需的配置，不能启动。\nRequired settings are missing, so the hotline does not start.",
                    "请设置以下环境变量后重新启动；只想试用请加 --spring.profiles.active=demo。\n"
                            + "Set these environment variables and start again; to try the product, add "
                            + "--spring.profiles.active=demo." + what, cause);
        }
    }
}
