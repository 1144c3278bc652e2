package org.hotline12345.bulletin;

import java.time.LocalDate;

/**
 * One row of a list that is frozen with the figures.
 *
 * @param list {@link #OVERDUE}, {@link #INTERVIEW}, {@link #REFERRAL} or {@link #SPOT_CHECK}
 * @param ticketNo the ticket, or null for a row about a unit
 * @param unit code of the unit
 * @param what rung of the ladder, or result of a spot check, Chinese
 * @param on day it stands for, or null
 * @param amount days overdue, or tickets
 */
public record Listed(String list, String ticketNo, String unit, String what, LocalDate on, long amount) {

    /** Tickets past their limit at the end of the period whose ladder had come as far as the weekly list (列入周通报). */
    public static final String OVERDUE = "overdue";
    /** Units whose leaders were to be interviewed (约谈). */
    public static final String INTERVIEW = "interview";
    /** Long overdue tickets whose referral to the discipline body (移送) was asked for: in the period, or before and not settled at its end. */
    public static final String REFERRAL = "referral";
    /** Results of the province's spot checks (抽查回访); {@code amount} is tickets. */
    public static final String SPOT_CHECK = "spotCheck";
}
