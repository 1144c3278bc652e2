package org.hotline12345.attachment;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Looks for viruses in a file. A city may plug in another as a bean. */
public interface VirusScanner {

    /**
     * @return name of what was found, empty for a clean file
     * @throws IOException when the scanner cannot tell now; the file waits unseen and is asked about again
     */
    Optional<String> find(Path file) throws IOException;
}
