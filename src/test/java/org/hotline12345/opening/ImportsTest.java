package org.hotline12345.opening;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.argThat;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.function.Supplier;
import org.hotline12345.common.Background;
import org.junit.jupiter.api.Test;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataIntegrityViolationException;

/** The check of an upload ends with a word, or is repeated where somebody else was in the way. */
class ImportsTest {

    private final ImportRows rows = mock(ImportRows.class);
    private final Background background = new Background() {
        @Override
        public void start(String work, String key) {
            throw new UnsupportedOperationException();
        }

        @Override
        public <T> T apart(Supplier<T> step) {
            return step.get();
        }
    };
    private final Imports imports = new Imports(rows, null, null, null, null, null, null, background, null, null, null);

    @Test
    void whateverFailsIsSaidInChinese() {
        for (RuntimeException failure : new RuntimeException[] {new ArithmeticException("digits"), new ArrayIndexOutOfBoundsException(-1),
                new DataIntegrityViolationException("too long")}) {
            when(rows.find(failure.toString())).thenReturn(Optional.of(upload(failure.toString())));
            when(rows.content(failure.toString())).thenThrow(failure);
            imports.step(failure.toString());
            verify(rows).checked(eq(failure.toString()), eq("refused"), eq("990100"), argThat(result -> result.reason().startsWith("核对时出现内部错误")));
        }
    }

    @Test
    void whoeverWasOnlyInTheWayIsWaitedFor() {
        when(rows.find("one")).thenReturn(Optional.of(upload("one")));
        when(rows.content("one")).thenThrow(new CannotAcquireLockException("somebody else"));
        assertThatThrownBy(() -> imports.step("one")).isInstanceOf(CannotAcquireLockException.class);
        verify(rows, never()).checked(any(), any(), any(), any());
    }

    private static ImportView upload(String id) {
        return new ImportView(id, "990100", "单位.csv", "0", 1, "checking", "admin", OffsetDateTime.parse("2026-11-22T08:00:00+08:00"), null, null,
                null, 0, null, null, null, null, null);
    }
}
