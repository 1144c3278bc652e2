package org.hotline12345.handling;

import org.hotline12345.common.Refusal;

/** How the centre reaches a unit that is not on the network, and how its answer comes back. */
final class OffNetwork {

    private OffNetwork() {
    }

    static String wayName(String way) {
        return switch (way == null ? "" : way) {
            case "letter" -> "来函去函";
            case "phone" -> "电话";
            default -> throw Refusal.invalid("handling.wayMissing", "该单位未入网，请选择联系方式：来函去函（letter）或电话（phone）。").at("way");
        };
    }

    static String requireRecipient(String recipient) {
        if (recipient == null) {
            throw Refusal.invalid("handling.recipientMissing", "请填写函号或电话，以及对方收件人或答复人。").at("recipient");
        }
        return recipient;
    }
}
