package org.hotline12345.handover;

import java.time.Instant;
import org.hotline12345.supervision.OrderSource;
import org.hotline12345.ticket.Channel;
import org.hotline12345.ticket.Kind;
import org.hotline12345.ticket.TicketStatus;

/** A row of the sheet of tickets, each cell understood; what could not be is null and was said. */
record TicketLine(int row, String number, Kind kind, Channel channel, String category, String region, String address, String title,
        String content, String name, String phone, boolean confidential, boolean urgent, Instant registered, TicketStatus status,
        Instant since, Instant closed, String closing, String evaluation, Instant evaluatedAt, Boolean authentic, Boolean solved,
        int returns, int urges, int calls, String aboutUnit, OrderSource orderSource, Instant orderUntil, String orderPerson, String orderText) {

    /** Everything but where it stands, for a fingerprint; never printed. */
    String everything() {
        return String.join("\u001f", number, String.valueOf(kind), String.valueOf(channel), category, region, address, title, content,
                String.valueOf(confidential), String.valueOf(urgent), String.valueOf(registered), String.valueOf(status), String.valueOf(since),
                String.valueOf(closed), closing, evaluation, String.valueOf(evaluatedAt), String.valueOf(authentic), String.valueOf(solved),
                returns + " " + urges + " " + calls, aboutUnit, String.valueOf(orderSource), String.valueOf(orderUntil), orderPerson, orderText, name, phone);
    }

    /** Never the citizen. */
    @Override
    public String toString() {
        return "TicketLine[" + row + ", " + number + "]";
    }
}
