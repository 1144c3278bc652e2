package org.hotline12345.earlysign;

import java.util.List;

/**
 * What a day's look found.
 *
 * @param item what tells it from every other thing of its kind
 * @param name what it is called, Chinese, without a word by which a citizen could be known
 * @param windowDays days the number is of, the day looked at being the last
 * @param expected what the past lets expect, or null where nothing is compared
 * @param chance how likely as many would be by chance, 0 to 1, or null
 * @param ticketNos the tickets, where they cannot be told by category, place and day
 */
record Finding(SignKind kind, String item, String name, int windowDays, int tickets, Double expected, Double chance, List<String> ticketNos) {
}
