package org.hotline12345.bulletin.content;

import java.util.LinkedHashMap;
import java.util.Map;
import org.hotline12345.bulletin.BulletinKind;
import org.hotline12345.bulletin.Frozen;
import org.hotline12345.common.Refusal;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The files a bulletin goes out as. */
@Component("bulletinFiles")
public class Files {

    /** Word. */
    public static final String DOCX = "docx";
    /** Excel. */
    public static final String XLSX = "xlsx";

    private final BulletinPapers papers;
    private final Templates templates;

    Files(BulletinPapers papers, Templates templates) {
        this.papers = papers;
        this.templates = templates;
    }

    /**
     * Bytes by format ({@link #DOCX}, {@link #XLSX}), set in the template in force now.
     *
     * @param madeBy name of who makes them, kept in the Excel file
     */
    @Transactional(readOnly = true)
    public Map<String, byte[]> of(BulletinKind kind, Frozen frozen, String madeBy) {
        Content content = Contents.of(kind, frozen);
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put(DOCX, papers.word(content, templates.of(frozen.header().jurisdiction())));
        files.put(XLSX, papers.excel(content, madeBy));
        return files;
    }

    /**
     * One file of what stands in a bulletin now.
     *
     * @throws Refusal INVALID {@code bulletin.unknownFormat}
     */
    @Transactional(readOnly = true)
    public byte[] preview(Content content, String format, String madeBy) {
        return switch (format) {
            case DOCX -> papers.word(content, templates.of(content.header().jurisdiction()));
            case XLSX -> papers.excel(content, madeBy);
            default -> throw Refusal.invalid("bulletin.unknownFormat", "文件格式无效，可用：docx（Word）、xlsx（Excel）。");
        };
    }
}
