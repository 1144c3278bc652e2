package org.hotline12345.organization.web;

import java.util.Locale;
import org.hotline12345.organization.Settings;

/** A setting as callers see it. */
record SettingView(String key, String title, String value, String defaultValue, boolean overridden, String type, String unit,
        String allowed, String consequence) {

    static SettingView of(Settings.Value value) {
        return new SettingView(value.setting().key(), value.setting().title(), value.value(), value.setting().byDefault(), value.overridden(),
                value.setting().type().name().toLowerCase(Locale.ROOT), value.setting().unit(),
                value.setting().allowed(), value.setting().consequence());
    }
}
