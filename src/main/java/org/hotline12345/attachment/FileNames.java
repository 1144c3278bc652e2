package org.hotline12345.attachment;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.hotline12345.common.Refusal;

/** Makes of a sender's file name one that is safe to show, to keep and to save on any computer. */
final class FileNames {

    private static final int LONGEST_BYTES = 180;
    /** Controls, private and unassigned signs, overrides of writing direction, invisible signs. */
    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Co}\\p{Cs}\\p{Cn}\\u2028\\u2029]");
    /** What some system or program reads as more than a letter of a name. */
    private static final Pattern MEANT = Pattern.compile("[\\\\/:*?\"<>|%`$;]");
    private static final Pattern DEVICE = Pattern.compile("(?i)(con|prn|aux|nul|com\\d|lpt\\d)");

    private FileNames() {
    }

    /**
     * The name to keep, ending as its content asks.
     *
     * @param sent as the sender wrote it, path and all, or null
     * @throws Refusal INVALID {@code attachment.nameAndContentDiffer} when the ending promises something else
     */
    static String of(String sent, FileType type) {
        String name = Normalizer.normalize(sent == null ? "" : sent, Normalizer.Form.NFC);
        name = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        name = MEANT.matcher(UNSEEN.matcher(name).replaceAll("")).replaceAll("_").strip();
        int dot = name.lastIndexOf('.');
        String ending = dot < 0 ? "" : name.substring(dot + 1).strip().toLowerCase(Locale.ROOT);
        String base = dot < 0 ? name : name.substring(0, dot);
        if (!ending.isEmpty() && !type.has(ending)) {
            // A renamed picture is still a picture; what promises another kind of thing is refused.
            Optional<FileType> promised = FileType.ofEnding(ending);
            if (promised.isEmpty() && ending.matches("[a-z0-9]{1,8}") || promised.isPresent() && promised.get().kind() != type.kind()) {
                throw Refusal.invalid("attachment.nameAndContentDiffer",
                        "文件名后缀“." + ending + "”与文件内容（" + type.code() + "）不符，请确认是否选错文件。");
            }
            base = promised.isEmpty() ? name : base;
            ending = type.ending();
        }
        return base(base) + "." + (ending.isEmpty() ? type.ending() : ending);
    }

    private static String base(String wanted) {
        String base = wanted.replaceFirst("^[.\\s]+", "").replaceFirst("[.\\s]+$", "");
        if (base.isEmpty()) {
            base = "附件";
        }
        // A spreadsheet that lists names would take these for formulas.
        if ("=+-@".indexOf(base.charAt(0)) >= 0 || DEVICE.matcher(base).matches()) {
            base = "_" + base;
        }
        while (base.getBytes(StandardCharsets.UTF_8).length > LONGEST_BYTES) {
            base = base.substring(0, base.offsetByCodePoints(base.length(), -1));
        }
        return base;
    }
}
