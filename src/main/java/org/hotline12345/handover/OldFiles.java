package org.hotline12345.handover;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import org.hotline12345.attachment.Attachments;
import org.hotline12345.common.Refusal;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Brings the files of another system to the tickets that were taken over: out of a .zip, each known by its path there and
 * its content. Nothing is unpacked but into the store, and no path of it is used as a path here.
 */
@Component
public class OldFiles {

    private static final int MOST_ENTRIES = 100_000;
    private static final Charset NAMES = Charset.forName("GBK");

    private final Handovers imports;
    private final Attachments attachments;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    OldFiles(Handovers imports, Attachments attachments, JdbcClient jdbc, TransactionTemplate transaction) {
        this.imports = imports;
        this.attachments = attachments;
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    /**
     * What became of a .zip.
     *
     * @param added files that are with their tickets now, by this upload
     * @param missing files the workbook names that no upload brought yet
     * @param problems what was refused and why, at most 200
     */
    public record Result(int added, int missing, List<String> problems) {
    }

    private record Named(int row, String ticketNo, String hash) {
    }

    /**
     * @throws Refusal RULE {@code handover.notDone} before the tickets are taken over, INVALID {@code handover.badZip}
     */
    public Result add(String id, InputStream sent) {
        if (!imports.get(id).state().equals("done")) {
            throw Refusal.rule("handover.notDone", "工单接续完成后才能上传附件。");
        }
        List<String> problems = new ArrayList<>();
        int added = 0;
        // Names are UTF-8 where the archive says so; what does not say so was packed on a Chinese desktop.
        try (ZipInputStream zip = new ZipInputStream(sent, NAMES)) {
            int entries = 0;
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (++entries > MOST_ENTRIES) {
                    throw Refusal.invalid("handover.badZip", "压缩包里的文件超过" + MOST_ENTRIES + "个，请分几次上传。");
                }
                if (!entry.isDirectory() && add(id, entry.getName().replace('\\', '/'), zip, problems)) {
                    added++;
                }
            }
            if (entries == 0) {
                throw Refusal.invalid("handover.badZip", "这不是 .zip 压缩包，或压缩包是空的。");
            }
        } catch (ZipException damaged) {
            throw Refusal.invalid("handover.badZip", "压缩包已损坏，请重新打包后上传；已挂上的附件不受影响。");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Result(added, jdbc.sql("select count(*) from handover_file where import_id = :id and state = 'waiting'").param("id", id)
                .query(Integer.class).single(), problems.subList(0, Math.min(200, problems.size())));
    }

    private boolean add(String id, String path, InputStream content, List<String> problems) {
        Optional<Named> named = jdbc.sql("select f.row_no, t.ticket_no, f.sha256 from handover_file f left join handover_ticket t "
                        + "on t.import_id = f.import_id and t.old_number = f.old_number and t.ticket_no is not null "
                        + "where f.import_id = :id and f.path = :path and f.state <> 'added' order by f.row_no limit 1")
                .param("id", id).param("path", path).query((row, n) -> new Named(row.getInt(1), row.getString(2), row.getString(3))).optional();
        if (named.isEmpty()) {
            if (jdbc.sql("select count(*) from handover_file where import_id = :id and path = :path").param("id", id).param("path", path)
                    .query(Integer.class).single() == 0) {
                problems.add("“" + path + "”不在“附件”表中");
            }
            return false;
        }
        if (named.get().ticketNo() == null) {
            refused(id, named.get(), path, "所属的工单没有接续", problems);
            return false;
        }
        try {
            attachments.takeOver(named.get().ticketNo(), path.substring(path.lastIndexOf('/') + 1), new FilterInputStream(content) {
                @Override
                public void close() {
                    // The archive goes on behind this file.
                }
            }, named.get().hash());
            state(id, named.get().row(), "added", null);
            return true;
        } catch (Refusal refusal) {
            refused(id, named.get(), path, refusal.getMessage(), problems);
            return false;
        }
    }

    private void refused(String id, Named named, String path, String reason, List<String> problems) {
        problems.add("“附件”表 第 " + named.row() + " 行：“" + path + "”，" + reason);
        state(id, named.row(), "refused", reason);
    }

    private void state(String id, int row, String state, String reason) {
        transaction.executeWithoutResult(step -> jdbc.sql("update handover_file set state = :state, reason = :reason where import_id = :id and row_no = :row").param("state", state)
                .param("reason", reason).param("id", id).param("row", row).update());
    }
}
