package org.hotline12345.ticket;

import com.fasterxml.jackson.annotation.JsonValue;
import org.hotline12345.common.Coded;

/** 受理渠道. */
public enum Channel {
    PHONE("phone", "电话"),
    WECHAT("wechat", "微信"),
    APP("app", "手机应用"),
    SMS("sms", "短信"),
    WEIBO("weibo", "微博"),
    EMAIL("email", "电子邮件"),
    LETTER("letter", "信函"),
    WEB("web", "网站"),
    ONSITE("onsite", "现场接待"),
    PROVINCE("province", "省平台转办"),
    CITY("city", "市县平台转办"),
    POLICE110("police110", "110转办"),
    OPEN311("open311", "Open311接口"),
    OTHER("other", "其他渠道");

    private final String code;
    private final String label;

    Channel(String code, String label) {
        this.code = code;
        this.label = label;
    }

    @JsonValue
    public String code() {
        return code;
    }

    public String label() {
        return label;
    }

    public static Channel of(String code) {
        return Coded.find(values(), Channel::code, code, "ticket.unknownChannel", "受理渠道");
    }
}
