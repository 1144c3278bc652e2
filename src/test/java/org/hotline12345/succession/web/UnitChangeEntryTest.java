package org.hotline12345.succession.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who goes along with a change of a unit where the caller says nothing of the people. */
class UnitChangeEntryTest {

    @ParameterizedTest
    @CsvSource({"merge, , true", "split, , true", "leave, , false", "' leave ', , false", "leave, true, true", "merge, false, false"})
    void peopleGoAlongUnlessTheUnitLeavesOrSomebodySaysOtherwise(String kind, Boolean said, boolean expected) {
        assertThat(new UnitChangeController.Entry("430500", kind, "commerce", LocalDate.of(2023, 2, 8), List.of(), null, null, null, null, null,
                "机构改革方案", said).plan().withPeople()).isEqualTo(expected);
    }
}
