package org.hotline12345.platform.security;

/** There is no administrator, and the settings to create the first one are missing. */
class AdministratorMissing extends RuntimeException {

    AdministratorMissing() {
        super("There is no administrator yet: set HOTLINE_ADMIN_USER and HOTLINE_ADMIN_PASSWORD.");
    }

    /** Says it at start without a stack trace. */
    static class Analyzer extends org.springframework.boot.diagnostics.AbstractFailureAnalyzer<AdministratorMissing> {

        @Override
        protected org.springframework.boot.diagnostics.FailureAnalysis analyze(Throwable root, AdministratorMissing cause) {
            return new org.springframework.boot.diagnostics.FailureAnalysis(
                    "系统还没有管理员，不能启动。\nThere is no administrator yet, so the hotline does not start.",
                    "请设置环境变量 HOTLINE_ADMIN_USER（字母、数字、连字符）和 HOTLINE_ADMIN_PASSWORD（至少 10 个字符，"
                            + "含大写、小写、数字、符号中的三类）后重新启动；创建成功后可以取消设置。\n"
                            + "Set HOTLINE_ADMIN_USER (letters, digits, hyphens) and HOTLINE_ADMIN_PASSWORD (10 or more "
                            + "characters of three kinds) and start again; they are not needed once the account exists.",
                    cause);
        }
    }
}
