package org.hotline12345.meeting;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import org.hotline12345.common.Refusal;
import org.hotline12345.common.Texts;
import org.springframework.stereotype.Component;

/** Reads the lists that forms submit as JSON text, one field at a time and checked. */
@Component
class Rows {

    private static final TypeReference<List<Map<String, Object>>> LIST = new TypeReference<>() {
    };
    private static final TypeReference<Map<String, Object>> ONE = new TypeReference<>() {
    };

    private final ObjectMapper json;

    Rows(ObjectMapper json) {
        this.json = json;
    }

    /** @throws Refusal INVALID with the code and message for text that is no list of objects */
    List<Row> list(String text, String code, String message) {
        try {
            return text == null ? List.of() : json.readValue(text, LIST).stream().map(Row::new).toList();
        } catch (JsonProcessingException e) {
            throw Refusal.invalid(code, message);
        }
    }

    /** @throws Refusal INVALID with the code and message for text that is no object */
    Row one(String text, String code, String message) {
        try {
            return new Row(json.readValue(text, ONE));
        } catch (JsonProcessingException e) {
            throw Refusal.invalid(code, message);
        }
    }

    /** One object of a list. */
    record Row(Map<String, Object> fields) {

        String required(String field, String label, int max) {
            return Texts.required(label, text(field), max);
        }

        String optional(String field, String label, int max) {
            return Texts.optional(label, text(field), max);
        }

        private String text(String field) {
            Object value = fields == null ? null : fields.get(field);
            return value == null ? null : value.toString();
        }
    }
}
