package org.hotline12345.replay;

import java.util.LinkedHashMap;
import java.util.Map;
import org.hotline12345.common.PrintedPeriods;

/**
 * A spot check that was printed, a row of {@code replay/<name>/spot-checks.csv}; a supervisor writes it down at the public door.
 *
 * @param by province or city
 * @param checkedAt ISO 8601 with offset
 */
record SpotCheck(String unit, String by, String checkedAt, boolean satisfied) {

    /** @param ticketNo a ticket of the unit that was over by then */
    PrintedPeriods.Act at(String ticketNo) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("by", by);
        body.put("checkedAt", checkedAt);
        body.put("satisfied", satisfied);
        return new PrintedPeriods.Act("supervisor", "/api/tickets/" + ticketNo + "/spot-checks", body);
    }
}
