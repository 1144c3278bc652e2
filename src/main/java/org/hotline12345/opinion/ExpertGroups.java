package org.hotline12345.opinion;

/** The groups of experts where tasks are kept; who belongs to one is an administrator's to choose. */
public interface ExpertGroups {

    /** Makes sure that the expert's group exists. */
    void ensure(String group, String name);
}
