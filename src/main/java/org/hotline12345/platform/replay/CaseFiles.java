package org.hotline12345.platform.replay;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Reads the cases of a replay from {@code replay/<name>/*.yaml}; an unknown word in a case is an error. */
final class CaseFiles {

    private static final ObjectMapper MAPPER = JsonMapper.builder().addModule(new JavaTimeModule())
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

    private CaseFiles() {
    }

    /** The cases of a replay in their order; empty when there is no such replay. */
    static List<ReplayCase> read(String name) {
        if (!name.matches("[a-z0-9]+(-[a-z0-9]+)*")) {
            return List.of();
        }
        try {
            List<ReplayCase> cases = new ArrayList<>();
            for (Resource file : new PathMatchingResourcePatternResolver().getResources("classpath*:replay/" + name + "/*.yaml")) {
                try (InputStream in = file.getInputStream()) {
                    Object tree = new Yaml(new SafeConstructor(new LoaderOptions())).load(in);
                    cases.add(MAPPER.convertValue(tree, ReplayCase.class));
                } catch (RuntimeException e) {
                    throw new IllegalStateException("cannot read " + file.getFilename() + ": " + e.getMessage(), e);
                }
            }
            cases.sort(Comparator.comparingInt(ReplayCase::position));
            return List.copyOf(cases);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
