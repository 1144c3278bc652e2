package org.hotline12345.meeting;

import java.util.List;

/**
 * What a supervisor filled in at the end of a joint meeting.
 *
 * @param invitees unit codes, of other places and levels too; empty for those proposed
 * @param institutions names of invited bodies that are no units, such as 编办
 * @param attendance JSON text {@code [{who, state, delegate, reason}]}, or null when everybody came
 * @param teams JSON text {@code [{kind, post, members}]}, or null
 * @param minutes what was said and decided
 * @param leadUnit who leads from now on
 * @param assistUnits who assists
 * @param actions JSON text {@code [{unit, action, due}]}, {@code due} as yyyy-MM-dd; every dispatched unit has one
 * @param catalogueRow JSON text {@code {category, region, unit, basis}} to propose for the dispatch catalogue, or null
 */
public record Minutes(List<String> invitees, List<String> institutions, String attendance, String teams, String minutes,
        String leadUnit, List<String> assistUnits, String actions, String catalogueRow) {
}
