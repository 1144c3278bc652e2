package org.hotline12345.attachment;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hotline12345.common.Coded;

/** The kinds of files a ticket takes; everything else is refused. The first ending of each is the one it is given. */
public enum FileType {

    JPEG("image/jpeg", Kind.PICTURE, "jpg", "jpeg", "jfif"),
    PNG("image/png", Kind.PICTURE, "png"),
    WEBP("image/webp", Kind.PICTURE, "webp"),
    PDF("application/pdf", Kind.DOCUMENT, "pdf"),
    OFD("application/ofd", Kind.DOCUMENT, "ofd"),
    DOCX("application/vnd.openxmlformats-officedocument.wordprocessingml.document", Kind.DOCUMENT, "docx"),
    XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", Kind.DOCUMENT, "xlsx"),
    PPTX("application/vnd.openxmlformats-officedocument.presentationml.presentation", Kind.DOCUMENT, "pptx"),
    DOC("application/msword", Kind.DOCUMENT, "doc", "wps"),
    XLS("application/vnd.ms-excel", Kind.DOCUMENT, "xls", "et"),
    PPT("application/vnd.ms-powerpoint", Kind.DOCUMENT, "ppt", "dps"),
    TXT("text/plain", Kind.DOCUMENT, "txt", "log"),
    MP3("audio/mpeg", Kind.AUDIO, "mp3"),
    AMR("audio/amr", Kind.AUDIO, "amr"),
    WAV("audio/wav", Kind.AUDIO, "wav"),
    M4A("audio/mp4", Kind.AUDIO, "m4a"),
    MP4("video/mp4", Kind.VIDEO, "mp4", "m4v"),
    MOV("video/quicktime", Kind.VIDEO, "mov");

    /** What people call it, and which limit of size it has. */
    public enum Kind {
        PICTURE("picture", "图片"), DOCUMENT("document", "文档"), AUDIO("audio", "录音"), VIDEO("video", "视频");

        private final String code;
        private final String label;

        Kind(String code, String label) {
            this.code = code;
            this.label = label;
        }

        @JsonValue
        public String code() {
            return code;
        }

        public String label() {
            return label;
        }
    }

    private final String mediaType;
    private final Kind kind;
    private final List<String> endings;

    FileType(String mediaType, Kind kind, String... endings) {
        this.mediaType = mediaType;
        this.kind = kind;
        this.endings = List.of(endings);
    }

    /** As which it is served, whatever the sender called it. */
    public String mediaType() {
        return mediaType;
    }

    public Kind kind() {
        return kind;
    }

    /** Whether a name may keep this ending, in lower case without the dot. */
    boolean has(String ending) {
        return endings.contains(ending);
    }

    String ending() {
        return endings.get(0);
    }

    String code() {
        return endings.get(0);
    }

    static FileType of(String code) {
        return Coded.find(values(), FileType::code, code, "attachment.unknownType", "文件类型");
    }

    static Optional<FileType> ofEnding(String ending) {
        return Arrays.stream(values()).filter(type -> type.has(ending)).findFirst();
    }

    static List<String> endings() {
        return Arrays.stream(values()).flatMap(type -> type.endings.stream()).toList();
    }

    /** For a person whose file was refused. */
    static String allowed() {
        return Arrays.stream(values()).map(type -> type.endings.get(0)).collect(Collectors.joining("、"));
    }
}
