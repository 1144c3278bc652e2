package org.hotline12345.opening;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which code a code, a name or another name means; blanks inside names do not count. */
final class Names {

    private final Map<String, String> names = new HashMap<>();
    private final Map<String, String> codes = new HashMap<>();

    /** @param known code to its names, the printed one first */
    Names(Map<String, List<String>> known) {
        known.forEach((code, all) -> add(code, all.get(0), all.subList(1, all.size())));
    }

    void add(String code, String name, List<String> aliases) {
        if (code.isEmpty()) {
            return;
        }
        names.put(code, name);
        codes.put(plain(name), code);
        aliases.forEach(alias -> codes.putIfAbsent(plain(alias), code));
    }

    Optional<String> code(String codeOrName) {
        return names.containsKey(codeOrName) ? Optional.of(codeOrName) : Optional.ofNullable(codes.get(plain(codeOrName)));
    }

    String name(String code) {
        return names.getOrDefault(code, code);
    }

    static String plain(String name) {
        return name.replaceAll("[\\s\\u00a0\\u3000]", "");
    }
}
