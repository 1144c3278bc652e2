package org.hotline12345.audit;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.hotline12345.common.AuditTrail;

/** The kinds of entries in words, in the order of the page's list. */
public final class AuditKinds {

    private static final Map<String, String> WORDS = new LinkedHashMap<>();

    static {
        WORDS.put(AuditTrail.SETTING, "设置");
        WORDS.put(AuditTrail.ACCOUNT, "账号与权限");
        WORDS.put(AuditTrail.UNIT, "单位变更");
        WORDS.put(AuditTrail.CALENDAR, "工作日历");
        WORDS.put(AuditTrail.PUBLICATION, "模型发布");
        WORDS.put(AuditTrail.IMPORT, "导入");
        WORDS.put(AuditTrail.EXPORT, "导出");
        WORDS.put(AuditTrail.PRINT, "打印");
        WORDS.put(AuditTrail.REVEAL, "查看诉求人信息");
        WORDS.put(AuditTrail.QUALITY, "质检");
        WORDS.put(AuditTrail.EARLY_SIGN, "苗头预警");
        WORDS.put(AuditTrail.BULLETIN, "通报");
        WORDS.put(AuditTrail.SIGN_IN, "登录");
        WORDS.put(AuditTrail.SIGN_OUT, "退出");
        WORDS.put(AuditTrail.REFUSED, "被拒访问");
        WORDS.put(AuditTrail.AUDIT, "审计");
        WORDS.put(AuditTrail.MAINTENANCE, "运维");
    }

    private AuditKinds() {
    }

    /** Code to word. */
    public static Map<String, String> all() {
        return Collections.unmodifiableMap(WORDS);
    }

    static String word(String kind) {
        return WORDS.getOrDefault(kind, kind);
    }
}
