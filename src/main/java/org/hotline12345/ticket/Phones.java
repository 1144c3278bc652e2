package org.hotline12345.ticket;

import java.text.Normalizer;
import org.hotline12345.common.Refusal;
import org.hotline12345.common.Texts;

/** Phone numbers as people write them, brought to the one form that is stored, compared and dialled. */
public final class Phones {

    private Phones() {
    }

    /**
     * @return digits with an optional leading + for foreign numbers, or null for none
     * @throws Refusal INVALID {@code ticket.badPhone} for what cannot be dialled
     */
    public static String dialled(String raw) {
        String phone = Texts.optional("联系电话", raw, 40);
        if (phone == null) {
            return null;
        }
        String dialled = Normalizer.normalize(phone, Normalizer.Form.NFKC).replaceAll("[\\s()-]", "");
        if (!dialled.matches("\\+?[0-9]{5,20}") || dialled.matches("\\+?0+")) {
            throw Refusal.invalid("ticket.badPhone", "联系电话格式不正确，请填写可以拨打的号码。");
        }
        return dialled.startsWith("+86") ? dialled.substring(3) : dialled;
    }
}
