package org.hotline12345.meeting.process;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hotline12345.common.FormOptions;
import org.hotline12345.meeting.Meetings;
import org.springframework.stereotype.Component;

/** Fills the proposed invitees into the form of the joint meeting, one per field. */
@Component
class MeetingFormOptions implements FormOptions {

    private final Meetings meetings;

    MeetingFormOptions(Meetings meetings) {
        this.meetings = meetings;
    }

    @Override
    public Map<String, Object> optionsFor(String taskKey, String ticketNo) {
        Map<String, Object> invitees = new HashMap<>();
        if ("Task_HoldMeeting".equals(taskKey) && ticketNo != null) {
            List<String> proposed = meetings.invitees(ticketNo);
            for (int i = 0; i < proposed.size(); i++) {
                invitees.put("invitee" + (i + 1), proposed.get(i));
            }
        }
        return invitees;
    }
}
