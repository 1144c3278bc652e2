package org.hotline12345.worklist.process;

import java.util.List;
import org.camunda.bpm.engine.FilterService;
import org.springframework.stereotype.Component;

/** Counts what each of a person's Tasklist filters lists at this moment. */
@Component
public class FilterCounts {

    private static final int MOST_FILTERS = 100;

    private final FilterService filterService;

    FilterCounts(FilterService filterService) {
        this.filterService = filterService;
    }

    /**
     * How many tasks one filter lists.
     *
     * @param filterId id of the filter in Tasklist
     */
    public record Count(String filterId, String name, long count) {
    }

    /** The filters the person may read, by name. */
    public List<Count> ofReader() {
        return filterService.createTaskFilterQuery().orderByFilterName().asc().listPage(0, MOST_FILTERS).stream()
                .map(filter -> new Count(filter.getId(), filter.getName(), filterService.count(filter.getId()))).toList();
    }
}
