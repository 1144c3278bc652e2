package org.hotline12345.organization;

import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.time.Clock;
import java.util.List;
import java.util.Map;

/** The gazetteer over shipped files, for tests that need no database. */
public final class CsvGazetteer {

    private CsvGazetteer() {}

    public static Gazetteer of(Map<String, Jurisdiction> jurisdictions, Map<String, Region> regions,
            Map<String, List<Place>> places, Clock clock) {
        ReferenceData data = mock(ReferenceData.class);
        when(data.current()).thenReturn(new Snapshot(jurisdictions, regions, Map.of(), Map.of(), Map.of(), Map.of(), Map.of(),
                Map.of(), Gazetteer.index(jurisdictions, regions, places),
                new Succession(List.of(), Map.of())));
        return new Gazetteer(data, clock);
    }
}
