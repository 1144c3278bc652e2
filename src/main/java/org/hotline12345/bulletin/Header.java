package org.hotline12345.bulletin;

import java.time.Instant;
import java.time.LocalDate;

/**
 * What stands around a bulletin's figures.
 *
 * @param id of the bulletin
 * @param kind what it is
 * @param jurisdiction code of the city
 * @param jurisdictionName its Chinese name
 * @param from first day of the period
 * @param to last day, inclusive
 * @param asOf cut-off instant of the figures
 * @param formulas version of the catalogue of measures they were counted by
 * @param topic what a special report is about, or null
 * @param title Chinese
 * @param number 文号, or null before it is issued
 * @param issuer who issues it
 * @param sentTo 发: to whom it is addressed, or null
 * @param deliveredTo 送: leaders it is laid before, or null
 * @param copiedTo 抄送, or null
 * @param publicity 公开属性
 * @param contact contact person and telephone of the office, or null
 * @param editor name of 采编, or null
 * @param reviewer name of 审核, or null before the review
 * @param signer name of 签发, or null before it is signed
 * @param issuedOn day of issue, or null
 * @param correction 0 for a bulletin itself, n for its n-th correction
 * @param correctedNumber 文号 of the bulletin it corrects, or null
 */
public record Header(String id, BulletinKind kind, String jurisdiction, String jurisdictionName, LocalDate from, LocalDate to,
        Instant asOf, String formulas, String topic, String title, String number, String issuer, String sentTo, String deliveredTo,
        String copiedTo, String publicity, String contact, String editor, String reviewer, String signer, LocalDate issuedOn,
        int correction, String correctedNumber) {

    /** Whether it may still change. */
    public boolean draft() {
        return number == null;
    }
}
