package org.hotline12345.audit;

/** What a refusal means, in words. */
final class RefusalWords {

    private RefusalWords() {
    }

    /** @param code stable code of the answer, or null */
    static String of(int status, String code) {
        String words = switch (status) {
            case 401 -> "账号或密码不正确";
            case 403 -> "没有权限";
            case 404 -> "不存在或无权知悉";
            case 429 -> "密码错误次数过多";
            default -> "被拒绝";
        };
        return words + "（" + status + (code == null ? "" : " " + code) + "）";
    }
}
